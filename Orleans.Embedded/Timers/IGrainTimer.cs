namespace Orleans.Runtime;

/// <summary>A timer of one activation. Its callbacks are turns of the grain; disposing it ends it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets a new schedule, counted from now.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}

/// <summary>When a timer ticks, and how its ticks behave.</summary>
public readonly struct GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
{
    public TimeSpan DueTime { get; init; } = dueTime;

    /// <summary>The time from the end of one tick to the start of the next.</summary>
    public TimeSpan Period { get; init; } = period;

    /// <summary>Ticks interleave with calls, instead of taking their turn among them.</summary>
    public bool Interleave { get; init; }

    /// <summary>Ticks keep the activation from being collected as idle.</summary>
    public bool KeepAlive { get; init; }
}

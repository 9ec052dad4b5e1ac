namespace Orleans.Runtime
{
    /// <summary>A timer of one activation. Its callbacks are turns of the grain; disposing it ends it.</summary>
    public interface IGrainTimer : IDisposable
    {
        /// <summary>Sets a new schedule, counted from now.</summary>
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>When a timer ticks, and how its ticks behave.</summary>
    public readonly struct GrainTimerCreationOptions()
    {
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period) : this()
        {
            DueTime = dueTime;
            Period = period;
        }

        public TimeSpan DueTime { get; init; }

        /// <summary>The time from the end of one tick to the start of the next.</summary>
        public TimeSpan Period { get; init; }

        /// <summary>Ticks interleave with calls, instead of taking their turn among them.</summary>
        public bool Interleave { get; init; }

        /// <summary>Ticks keep the activation from being collected as idle.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans
{
    /// <summary>Timers of a grain.</summary>
    public static partial class GrainBaseExtensions
    {
        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
            RegisterGrainTimer(grain, static (callback, _) => callback(), callback, new GrainTimerCreationOptions(dueTime, period));

        public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
            RegisterGrainTimer(grain, static (callback, token) => callback(token), callback, options);

        public static IGrainTimer RegisterGrainTimer<TState>(
            this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
            new Timers.GrainTimer((Catalog.Activation)grain.GrainContext, token => callback(state, token), options);
    }
}

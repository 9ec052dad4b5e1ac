namespace Orleans;

/// <summary>Timers of a grain.</summary>
public static class GrainBaseExtensions
{
    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<Task> callback, TimeSpan dueTime, TimeSpan period) =>
        new GrainTimer((Activation)grain.GrainContext, _ => callback(), new GrainTimerCreationOptions(dueTime, period));

    public static IGrainTimer RegisterGrainTimer(this IGrainBase grain, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) =>
        new GrainTimer((Activation)grain.GrainContext, callback, options);

    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options) =>
        new GrainTimer((Activation)grain.GrainContext, token => callback(state, token), options);
}

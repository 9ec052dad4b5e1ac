namespace Orleans.Runtime;

/// <summary>The lifecycle of a silo.</summary>
public interface ISiloLifecycle : ILifecycleObservable;

/// <summary>Work that is done when the silo starts, before it is said to have started.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}

/// <summary>Keys of the clocks that parts of the engine use instead of the container's <see cref="TimeProvider"/>, if registered.</summary>
public static class TimeProviderNames
{
    public const string Membership = "Orleans.Membership";
    public const string SystemTimers = "Orleans.SystemTimers";
    public const string Messaging = "Orleans.Messaging";
    public const string GrainDirectory = "Orleans.GrainDirectory";
    public const string ActivationManagement = "Orleans.ActivationManagement";
    public const string Grains = "Orleans.Grains";
}

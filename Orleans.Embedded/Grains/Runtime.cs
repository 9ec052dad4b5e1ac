namespace Orleans.Runtime;

/// <summary>Whatever has an identity to send calls to.</summary>
public interface IAddressable;

/// <summary>What surrounds one activation of a grain.</summary>
public interface IGrainContext
{
    GrainId GrainId { get; }

    /// <summary>The services of this activation alone.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Ends the activation after its running calls; returns at once.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

/// <summary>The engine could not do what it was asked to.</summary>
public class OrleansException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The silo has ended, or is not there yet.</summary>
public sealed class SiloUnavailableException(string message) : OrleansException(message);

/// <summary>More calls wait at a grain than it may have waiting.</summary>
public sealed class LimitExceededException(string message) : OrleansException(message);

/// <summary>The set-up is wrong.</summary>
public sealed class OrleansConfigurationException(string message) : Exception(message);

/// <summary>The activation that produced a sequence is gone.</summary>
public sealed class EnumerationAbortedException(string message) : Exception(message);

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

/// <summary>The address of a silo. The embedded engine has one silo, which has none.</summary>
public sealed class SiloAddress
{
    private SiloAddress() { }
}

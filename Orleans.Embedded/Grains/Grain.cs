namespace Orleans;

/// <summary>What every grain class derives from.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    protected Grain() => Activation = Activation.Current
        ?? throw new InvalidOperationException("A grain is made by the silo only: ask an IGrainFactory for a reference to it.");

    internal Activation Activation { get; }

    /// <summary>The activation that this object belongs to.</summary>
    public IGrainContext GrainContext => Activation;

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Silo.GrainFactory;

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    /// <summary>The reference by which others call this grain.</summary>
    public GrainReference GrainReference => Activation.GrainReference;

    /// <summary>Runs before the first call; state is already loaded.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call, at orderly ends only.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation as soon as the running call has ended.</summary>
    protected void DeactivateOnIdle() =>
        Activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, null, "DeactivateOnIdle was called"));

    /// <summary>Keeps this activation from being collected as idle for the given time; a negative time takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}

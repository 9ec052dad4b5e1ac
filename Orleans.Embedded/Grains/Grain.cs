namespace Orleans;

/// <summary>The root of all grain interfaces.</summary>
public interface IGrain : IAddressable;

/// <summary>A grain interface whose grains are keyed by text.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>A grain interface whose grains are keyed by a guid.</summary>
public interface IGrainWithGuidKey : IGrain;

/// <summary>A grain interface whose grains are keyed by a number.</summary>
public interface IGrainWithIntegerKey : IGrain;

/// <summary>A grain interface whose grains are keyed by a guid and a text.</summary>
public interface IGrainWithGuidCompoundKey : IGrain;

/// <summary>A grain interface whose grains are keyed by a number and a text.</summary>
public interface IGrainWithIntegerCompoundKey : IGrain;

/// <summary>Methods by which grains notify an object that is not a grain.</summary>
public interface IGrainObserver : IAddressable;

/// <summary>What grains have of the engine, and its extension methods ask for; <see cref="Grain"/> implements it.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }
}

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

/// <summary>Why an activation ends, with Orleans' numbers; those of a cluster's reasons are left out.</summary>
public enum DeactivationReasonCode : byte
{
    None = 0,
    ShuttingDown = 1,
    ActivationIdle = 4,
    ApplicationError = 8,
    ApplicationRequested = 9,
}

/// <summary>Why an activation ends, in words and with the exception that caused it, if any.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
{
    public DeactivationReasonCode ReasonCode { get; } = code;

    public string Description { get; } = text;

    public Exception? Exception { get; } = exception;

    public override string ToString() => $"{ReasonCode}: {Description}{(Exception is null ? "" : $" ({Exception})")}";
}

/// <summary>Makes references to grains; no grain is activated by that.</summary>
public interface IGrainFactory
{
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey;

    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey;

    /// <summary>Makes a reference by which grains notify the object; the object itself is held weakly.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver;

    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension);

    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension);

    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;
}

/// <summary>A grain factory outside of grains.</summary>
public interface IClusterClient : IGrainFactory;

namespace Orleans.Runtime;

/// <summary>What surrounds one activation of a grain.</summary>
public interface IGrainContext
{
    GrainReference GrainReference { get; }

    GrainId GrainId { get; }

    /// <summary>The grain object, once it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation alone.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Lets parts of the grain take part in its activation and deactivation.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Ends when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation after its running calls; returns at once.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}

public static class GrainContextExtensions
{
    /// <summary>Ends the activation and waits until it has ended.</summary>
    public static Task DeactivateAsync(
        this IGrainContext grainContext, DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        grainContext.Deactivate(deactivationReason, cancellationToken);
        return grainContext.Deactivated;
    }
}

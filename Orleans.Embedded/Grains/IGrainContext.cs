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

namespace Orleans.Runtime
{
    /// <summary>Whatever has an identity to send calls to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>The root of all grain interfaces.</summary>
    public interface IGrain : Runtime.IAddressable;

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
    public interface IGrainObserver : Runtime.IAddressable;

    /// <summary>What every grain class is, by deriving from <see cref="Grain"/> or on its own.</summary>
    public interface IGrainBase
    {
        Runtime.IGrainContext GrainContext { get; }

        /// <summary>Runs before the first call; state is already loaded.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Runs after the last call, at orderly ends only.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}

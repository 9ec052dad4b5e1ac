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

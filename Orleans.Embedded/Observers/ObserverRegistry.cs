using Orleans.Catalog;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Observers;

/// <summary>The objects that are no grains and may be notified by grains, by the id of their reference.</summary>
internal sealed class ObserverRegistry(Silo silo)
{
    /// <summary>The grain type of every observer's id.</summary>
    internal static readonly GrainType GrainType = GrainType.Create("sys.observer");

    internal Silo Silo => silo;

    internal GrainId Add(IGrainObserver observer) => throw new NotSupportedException("CreateObjectReference is not supported yet.");

    internal void Remove(GrainId id) => throw new NotSupportedException("DeleteObjectReference is not supported yet.");

    internal ICallTarget Find(GrainId id) => throw new ArgumentException($"The observer {id} of {Silo} has been deleted.");
}

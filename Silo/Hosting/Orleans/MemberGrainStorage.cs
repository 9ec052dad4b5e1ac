using Orders.Storage;
using Orleans.Storage;

namespace Orders.Hosting;

/// <summary>
/// The state of grains in a cluster. Orleans' provider keeps it, except where a change must be written together with its audit rows:
/// that only our own can.
/// </summary>
internal sealed class MemberGrainStorage(GrainStateStorage ours, IGrainStorage orleans) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => IsAudited<T>()
        ? ours.ReadStateAsync(stateName, grainId, grainState)
        : orleans.ReadStateAsync(NameOf(stateName, grainId), grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => IsAudited<T>()
        ? ours.WriteStateAsync(stateName, grainId, grainState)
        : orleans.WriteStateAsync(NameOf(stateName, grainId), grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => IsAudited<T>()
        ? ours.ClearStateAsync(stateName, grainId, grainState)
        : orleans.ClearStateAsync(NameOf(stateName, grainId), grainId, grainState);

    private static bool IsAudited<T>() => typeof(IAudited).IsAssignableFrom(typeof(T));

    /// <summary>
    /// The provider's key is the name and the grain's key, without the grain's type (dotnet/orleans#9737): two grains of one key would
    /// share a row, and take each other's state for theirs.
    /// </summary>
    private static string NameOf(string stateName, GrainId grainId) => $"{grainId.Type}.{stateName}";
}

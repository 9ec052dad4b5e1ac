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
        : ReadHereOrThere(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => IsAudited<T>()
        ? ours.WriteStateAsync(stateName, grainId, grainState)
        : orleans.WriteStateAsync(NameOf(stateName, grainId), grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => IsAudited<T>()
        ? ours.ClearStateAsync(stateName, grainId, grainState)
        : orleans.ClearStateAsync(NameOf(stateName, grainId), grainId, grainState);

    // A shop that was one process until now has what its grains know in our table: each takes it along when it is first asked for. Ours is
    // cleared only after that, so that a crash in between repeats the way; where Orleans' provider has a state already, that one is newer.
    private async Task ReadHereOrThere<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var name = NameOf(stateName, grainId);
        await orleans.ReadStateAsync(name, grainId, grainState);
        var before = new GrainState<T>();
        await ours.ReadStateAsync(stateName, grainId, before);
        if (!before.RecordExists) return;
        if (!grainState.RecordExists)
        {
            grainState.State = before.State;
            await orleans.WriteStateAsync(name, grainId, grainState);
        }

        await ours.ClearStateAsync(stateName, grainId, before);
    }

    private static bool IsAudited<T>() => typeof(IAudited).IsAssignableFrom(typeof(T));

    /// <summary>
    /// The provider's key is the name and the grain's key, without the grain's type (dotnet/orleans#9737): two grains of one key would
    /// share a row, and take each other's state for theirs.
    /// </summary>
    private static string NameOf(string stateName, GrainId grainId) => $"{grainId.Type}.{stateName}";
}

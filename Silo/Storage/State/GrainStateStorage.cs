using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Orders.Storage;

/// <summary>
/// The state of grains that have no table of their own, as JSON. The etag is the record's version; it grows with every write and
/// every clear, so that one from before never fits again. What a state brings along as <see cref="IAudited"/> is written with it.
/// </summary>
internal sealed class GrainStateStorage(IDatabase database) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var grain = grainId.ToString();
        var stored = await database.Read(connection => StoredGrainState.Find(connection, grain, stateName));
        grainState.RecordExists = stored.Payload is not null;
        grainState.ETag = Etag(stored.Version);
        grainState.State = stored.Payload is { } payload
            ? JsonSerializer.Deserialize<T>(payload, GrainStateJson.Options) ?? Fresh<T>()
            : Fresh<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State, GrainStateJson.Options);
        var audited = grainState.State as IAudited;
        var version = await database.Write(new WriteGrainState(grainId.ToString(), stateName, Version(grainState.ETag), payload)
        {
            Audit = audited is { Pending.IsDefaultOrEmpty: false } ? [.. audited.Pending.Select(entry => EncodedAudit.Of(entry))] : [],
        });
        if (audited is not null) audited.Pending = [];
        grainState.ETag = Etag(version);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = await database.Write(new WriteGrainState(grainId.ToString(), stateName, Version(grainState.ETag), payload: null));
        grainState.ETag = Etag(version);
        grainState.RecordExists = false;
        grainState.State = Fresh<T>();
    }

    internal static string? Etag(long version) => version == 0 ? null : version.ToString(CultureInfo.InvariantCulture);

    /// <summary>−1, which fits nothing, for an etag that is not ours.</summary>
    private static long Version(string? etag) =>
        string.IsNullOrEmpty(etag) ? 0
        : long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : -1;

    private static T Fresh<T>() => Activator.CreateInstance<T>();
}

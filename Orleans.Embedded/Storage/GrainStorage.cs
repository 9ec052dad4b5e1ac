using System.Text.Json;

namespace Orleans.Storage;

/// <summary>
/// Where states are kept. The provider checks etags (<see cref="InconsistentStateException"/>) and resets State,
/// RecordExists and ETag after a clear.
/// </summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

/// <summary>Somebody else has changed the record: what this activation knows is stale.</summary>
public class InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : OrleansException(errorMsg)
{
    public InconsistentStateException(string message) : this(message, null, null) { }

    /// <summary>What the storage has.</summary>
    public string? StoredEtag { get; } = storedEtag;

    /// <summary>What the writer believed it has.</summary>
    public string? CurrentEtag { get; } = currentEtag;

    /// <summary>The activation that it came from has been told: it passes through others on its way.</summary>
    internal bool Told { get; set; }
}

/// <summary>Records as JSON in a dictionary, so that a grain meets the same limits as in a database.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Row> _rows = new();
    private long _writes;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = _rows.GetValueOrDefault((stateName, grainId));
        Set(grainState, row is null ? Activator.CreateInstance<T>() : JsonSerializer.Deserialize<T>(row.Json)!, row?.Etag);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var etag = Interlocked.Increment(ref _writes).ToString(CultureInfo.InvariantCulture);
        var row = new Row(JsonSerializer.SerializeToUtf8Bytes(grainState.State), etag);
        var key = (stateName, grainId);
        var written = Current(key, grainState.ETag) is { } old ? _rows.TryUpdate(key, row, old) : _rows.TryAdd(key, row);
        if (!written) throw Stale(key, grainState.ETag);
        Set(grainState, grainState.State, etag);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (Current(key, grainState.ETag) is { } old && !_rows.TryRemove(KeyValuePair.Create(key, old))) throw Stale(key, grainState.ETag);
        Set(grainState, Activator.CreateInstance<T>(), null);
        return Task.CompletedTask;
    }

    private static void Set<T>(IGrainState<T> grainState, T state, string? etag) =>
        (grainState.State, grainState.ETag, grainState.RecordExists) = (state, etag, etag is not null);

    private Row? Current((string, GrainId) key, string? etag)
    {
        var row = _rows.GetValueOrDefault(key);
        return row?.Etag == etag ? row : throw Stale(key, etag);
    }

    private InconsistentStateException Stale((string Name, GrainId Grain) key, string? etag) => new(
        $"The state '{key.Name}' of {key.Grain} has been changed by somebody else.", _rows.GetValueOrDefault(key)?.Etag, etag);

    private sealed record Row(byte[] Json, string Etag);
}

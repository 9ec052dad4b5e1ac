using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Storage;

namespace Orders.Tests;

/// <summary>Grain state as JSON with etags, as a database has it; a test can fail the next write before or after it took place.</summary>
internal sealed class FaultyStateStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, (string Json, string Etag)> _rows = new();
    private readonly Faults _faults = new();
    private int _lastEtag;

    public void BeforeWrite(GrainId grain, Func<Task> what) => _faults.Once($"before {grain}", what);

    public void AfterWrite(GrainId grain, Func<Task> what) => _faults.Once($"after {grain}", what);

    public T? Peek<T>(GrainId grain) => _rows.TryGetValue(grain, out var row) ? JsonSerializer.Deserialize<T>(row.Json) : default;

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        var found = _rows.TryGetValue(grainId, out var row);
        grainState.State = found ? JsonSerializer.Deserialize<T>(row.Json)! : Activator.CreateInstance<T>();
        grainState.RecordExists = found;
        grainState.ETag = found ? row.Etag : null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Yield();
        await _faults.Run($"before {grainId}");
        Check(grainId, grainState.ETag);
        var etag = $"{Interlocked.Increment(ref _lastEtag)}";
        _rows[grainId] = (JsonSerializer.Serialize(grainState.State), etag);
        await _faults.Run($"after {grainId}");
        grainState.RecordExists = true;
        grainState.ETag = etag;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(grainId, grainState.ETag);
        _rows.TryRemove(grainId, out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.RecordExists = false;
        grainState.ETag = null;
        return Task.CompletedTask;
    }

    private void Check(GrainId grain, string? etag)
    {
        var stored = _rows.TryGetValue(grain, out var row) ? row.Etag : null;
        if (stored != etag) throw new InconsistentStateException($"{grain} has moved on", stored, etag);
    }
}

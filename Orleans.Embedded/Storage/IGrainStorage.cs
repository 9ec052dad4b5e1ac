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

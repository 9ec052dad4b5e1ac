namespace Orleans.Storage;

/// <summary>One record of one activation, between the grain and the storage provider: one operation at a time.</summary>
internal sealed class PersistentState<TState> : GrainState<TState>, IPersistentState<TState>
{
    private readonly SemaphoreSlim _turn = new(1); // in the order of asking
    private readonly IGrainStorage _storage;
    private readonly string _name;
    private readonly GrainId _id;

    /// <summary>Has the record loaded before the activation's OnActivateAsync.</summary>
    public PersistentState(Activation activation, PersistentStateAttribute wanted)
    {
        (_name, _id) = (wanted.StateName, activation.GrainId);
        var storage = wanted.StorageName ?? "Default";
        _storage = activation.Silo.Services.GetKeyedService<IGrainStorage>(storage)
            ?? throw new OrleansConfigurationException($"No grain storage is registered as '{storage}', which '{_name}' of {activation} asks for.");
        activation.LoadFirst(ReadStateAsync);
    }

    public string? Etag => ETag;

    public Task ReadStateAsync() => Run("read", () => _storage.ReadStateAsync(_name, _id, this));

    public Task WriteStateAsync() => Run("write", () => _storage.WriteStateAsync(_name, _id, this));

    public Task ClearStateAsync() => Run("clear", () => _storage.ClearStateAsync(_name, _id, this));

    private async Task Run(string operation, Func<Task> step)
    {
        await _turn.WaitAsync();
        try
        {
            await step();
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException($"The storage could not {operation} the state '{_name}' of {_id}: {exception.Message}", exception);
        }
        finally
        {
            _turn.Release();
        }
    }
}

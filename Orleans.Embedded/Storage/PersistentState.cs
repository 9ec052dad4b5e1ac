namespace Orleans.Storage;

/// <summary>One record of one activation, between the grain and the storage provider: one operation at a time.</summary>
internal sealed class PersistentState<TState>(Activation activation, PersistentStateAttribute wanted) : GrainState<TState>, IPersistentState<TState>
{
    private readonly SemaphoreSlim _turn = new(1); // in the order of asking
    private readonly string _name = wanted.StateName;
    private readonly GrainId _id = activation.GrainId;
    private readonly IGrainStorage _storage = activation.Silo.Services.GetKeyedService<IGrainStorage>(wanted.StorageName ?? "Default")
        ?? throw new OrleansConfigurationException($"No grain storage is named '{wanted.StorageName ?? "Default"}': {activation} asks for it.");

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

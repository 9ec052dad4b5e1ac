namespace Orleans.Storage;

/// <summary>One record of one activation, between the grain and the storage provider: one operation at a time.</summary>
internal sealed class StateBridge<TState> : IPersistentState<TState>
{
    private readonly TaskChain _operations = new();
    private readonly GrainState<TState> _record = new();
    private readonly IGrainStorage _storage;
    private readonly string _name;
    private readonly GrainId _id;

    /// <summary>Has the record loaded before the activation's OnActivateAsync.</summary>
    public StateBridge(Activation activation, string name, string? storageName)
    {
        storageName ??= "Default";
        _storage = activation.Silo.Services.GetKeyedService<IGrainStorage>(storageName)
            ?? throw new OrleansConfigurationException($"No grain storage is registered as '{storageName}', which the state '{name}' of {activation} asks for.");
        (_name, _id) = (name, activation.GrainId);
        activation.LoadFirst(ReadStateAsync);
    }

    public TState State
    {
        get => _record.State;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => Run("read", () => _storage.ReadStateAsync(_name, _id, _record));

    public Task WriteStateAsync() => Run("write", () => _storage.WriteStateAsync(_name, _id, _record));

    public Task ClearStateAsync() => Run("clear", () => _storage.ClearStateAsync(_name, _id, _record));

    private Task Run(string operation, Func<Task> step) => _operations.Run(async () =>
    {
        try
        {
            await step();
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException($"The storage could not {operation} the state '{_name}' of {_id}: {exception.Message}", exception);
        }
    });
}

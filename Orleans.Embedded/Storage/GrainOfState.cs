using Orleans.Core;

namespace Orleans;

/// <summary>A grain with one state, kept in the storage that <see cref="StorageProviderAttribute"/> names.</summary>
public abstract class Grain<TGrainState> : Grain
{
    private readonly StateBridge<TGrainState> _storage;

    protected Grain() => _storage = new StateBridge<TGrainState>(
        (Activation)GrainContext, "state", GetType().GetCustomAttribute<StorageProviderAttribute>(true)?.ProviderName);

    protected TGrainState State
    {
        get => _storage.State;
        set => _storage.State = value;
    }

    protected virtual Task ClearStateAsync() => _storage.ClearStateAsync();

    protected virtual Task WriteStateAsync() => _storage.WriteStateAsync();

    protected virtual Task ReadStateAsync() => _storage.ReadStateAsync();
}

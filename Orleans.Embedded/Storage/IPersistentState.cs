namespace Orleans.Runtime;

/// <summary>A named state of a grain, loaded before it is activated.</summary>
public interface IPersistentState<TState> : Core.IStorage<TState>;

/// <summary>Asks for a state of the given name, kept in the storage of the given name.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    public string StateName { get; } = stateName;

    public string? StorageName { get; } = storageName;
}

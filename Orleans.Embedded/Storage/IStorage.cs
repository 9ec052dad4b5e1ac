namespace Orleans.Core;

/// <summary>A record that is loaded and stored.</summary>
public interface IStorage
{
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    Task WriteStateAsync();

    Task ReadStateAsync();
}

/// <summary>A record with its content.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}

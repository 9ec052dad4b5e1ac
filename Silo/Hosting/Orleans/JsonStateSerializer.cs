using System.Text.Json;
using Orders.Storage;
using Orleans.Storage;

namespace Orders.Hosting;

/// <summary>The same JSON as in our own store.</summary>
internal sealed class JsonStateSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, GrainStateJson.Options));

    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input, GrainStateJson.Options)
        ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}

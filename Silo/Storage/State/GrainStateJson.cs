using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Storage;

/// <summary>How the state of grains is written down, by whichever store.</summary>
internal static class GrainStateJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

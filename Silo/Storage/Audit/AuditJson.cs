using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Storage;

/// <summary>What an audit row says beyond its columns. Stored for good: add fields, never change the meaning of one.</summary>
internal sealed record AuditPayload(string Summary, string? Reason);

/// <summary>Audit rows as they are stored: like <see cref="OrderJson"/>.</summary>
[JsonSerializable(typeof(AuditPayload))]
[JsonSerializable(typeof(Actor))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>To be used instead of <c>Default</c>, which does not know these options.</summary>
    public static AuditJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<Role>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Origin>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Storage;

/// <summary>Events as they are stored: camelCase, enums in lower case, nothing written that is null.</summary>
[JsonSerializable(typeof(OrderEvent))]
internal sealed partial class OrderJson : JsonSerializerContext
{
    /// <summary>To be used instead of <c>Default</c>, which does not know these options.</summary>
    public static OrderJson Stored { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // What is computed (a line's total, a tracking link) is not stored.
        IgnoreReadOnlyProperties = true,
        // It stands in a database, never in HTML: names stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<OrderStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Role>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<EscalationAction>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new JsonStringEnumConverter<Origin>(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
        },
    });

    public static byte[] Write(OrderEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, Stored.OrderEvent);

    public static OrderEvent Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Stored.OrderEvent) ?? throw new JsonException("An event is null.");
}

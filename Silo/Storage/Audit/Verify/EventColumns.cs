using System.Text.Json;

namespace Orders.Storage;

/// <summary>Finds in an event's JSON what stands in columns too, without reading the rest.</summary>
internal static class EventColumns
{
    /// <returns>The time, and, of an order's first event, the shop.</returns>
    public static (DateTimeOffset? At, long? SellerId) Read(ReadOnlySpan<byte> payload)
    {
        var json = new Utf8JsonReader(payload);
        DateTimeOffset? at = null;
        long? seller = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new JsonException("An event is an object.");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("at"u8)) at = json.Read() ? json.GetDateTimeOffset() : null;
            else if (json.ValueTextEquals("details"u8)) seller = SellerOf(ref json);
            else json.Skip();
        }

        return (at, seller);
    }

    private static long? SellerOf(ref Utf8JsonReader json)
    {
        long? seller = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("sellerId"u8)) seller = json.Read() ? json.GetInt64() : null;
            else json.Skip();
        }

        return seller;
    }
}

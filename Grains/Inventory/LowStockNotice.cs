using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Orders;

/// <summary>What a shop's people read when a stock has fallen to its mark. Pure.</summary>
public static class LowStockNotice
{
    public static Notice For(Recipient person, LowStock low, DateTimeOffset now) => new(
        person,
        NotificationEvent.LowStock,
        KeyOf(low),
        now,
        $"Low stock: {low.Name}",
        $"{low.Available} left of {low.Name} ({low.Sku}). You asked to be told at {low.LowAt}.",
        $"/stock/{Uri.EscapeDataString(low.Sku)}")
    {
        Data = JsonSerializer.Serialize(new { sku = low.Sku, name = low.Name, available = low.Available, lowAt = low.LowAt }),
    };

    // A SKU may be as long as a key.
    private static string KeyOf(LowStock low)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(low.Sku)).AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"low-stock:{name}:{low.Sequence}");
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders;

/// <summary>What a buyer may ask for. Pure: the catalogue comes later.</summary>
public static class CheckoutRules
{
    private static readonly JsonSerializerOptions HashFormat = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The request as it is worked on (texts cleaned, lines of the same SKU merged), or the first field that is wrong.</summary>
    public static (CheckoutRequest? Request, InvalidField? Error) Check(long buyerId, string key, CheckoutRequest request)
    {
        if (CommandKeys.Check(key) is { } unusable) return (null, unusable);
        var fields = new Fields();
        if (request.Buyer.Role != Role.Buyer || request.Buyer.Id != buyerId)
            fields.Refuse("buyer", "Only buyers place orders, and for themselves.");
        var clean = request with
        {
            BuyerEmail = fields.Required("buyer.email", request.BuyerEmail),
            Lines = LinesOf(ref fields, request.Lines),
            ShippingAddress = AddressRules.Clean(ref fields, request.ShippingAddress),
            PaymentMethod = fields.Required("paymentMethod", request.PaymentMethod),
            Note = fields.Note("note", request.Note),
        };
        return fields.Error is { } error ? (null, error) : (clean, null);
    }

    /// <summary>The same for the same wish; who the buyer is stands in the checkout's key.</summary>
    public static string Hash(CheckoutRequest request)
    {
        var content = new { request.Lines, request.ShippingAddress, request.PaymentMethod, request.Note };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, HashFormat)));
    }

    private static ImmutableArray<CheckoutLine> LinesOf(ref Fields fields, ImmutableArray<CheckoutLine> lines)
    {
        if (lines.IsDefaultOrEmpty || lines.Length > OrderLimits.Lines)
        {
            fields.Refuse("lines", $"One to {OrderLimits.Lines} lines.");
            return [];
        }

        var merged = new OrderedDictionary<string, CheckoutLine>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            var sku = fields.Required($"lines[{i}].sku", lines[i]?.Sku);
            var quantity = lines[i]?.Quantity ?? 0;
            var before = merged.GetValueOrDefault(sku)?.Quantity ?? 0;
            if (quantity is < 1 or > OrderLimits.Quantity || before + quantity > OrderLimits.Quantity)
                fields.Refuse($"lines[{i}].quantity", $"1 to {OrderLimits.Quantity} units of one product.");
            else
                merged[sku] = new CheckoutLine(sku, before + quantity);
        }

        return [.. merged.Values];
    }
}

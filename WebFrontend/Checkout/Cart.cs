using System.Collections.Immutable;
using System.Text.Json;

namespace Orders.Web;

/// <summary>What lies in the cart: SKUs and quantities only. Names and prices are always asked for anew.</summary>
public sealed record Cart(ImmutableSortedDictionary<string, int> Quantities)
{
    public static Cart Empty { get; } = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    public int Units => Quantities.Values.Sum();

    /// <summary>Puts units in, up to what one order may hold.</summary>
    public Cart Add(string sku, int units) => Set(sku, Quantities.GetValueOrDefault(sku) + units);

    /// <summary>Sets the units of a product; 0 takes it out.</summary>
    public Cart Set(string sku, int units)
    {
        if (units <= 0) return new Cart(Quantities.Remove(sku));
        return Quantities.Count >= OrderLimits.Lines && !Quantities.ContainsKey(sku)
            ? this
            : new Cart(Quantities.SetItem(sku, Math.Min(units, OrderLimits.Quantity)));
    }

    public Cart Without(IEnumerable<string> skus) => new(Quantities.RemoveRange(skus));

    public string ToJson() => JsonSerializer.Serialize(Quantities);

    /// <summary>From the browser's storage, which anybody may have edited: what is not a cart is an empty one.</summary>
    public static Cart FromJson(string? json)
    {
        if (string.IsNullOrEmpty(json)) return Empty;
        try
        {
            var stored = JsonSerializer.Deserialize<Dictionary<string, int>>(json) ?? [];
            return stored.Where(line => line.Key.Length is > 0 and <= OrderLimits.ShortText)
                .Aggregate(Empty, (cart, line) => cart.Set(line.Key, line.Value));
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}

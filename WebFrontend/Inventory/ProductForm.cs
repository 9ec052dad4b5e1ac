using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Web;

/// <summary>A product as typed in: a new one, or what may change of one that is there.</summary>
public sealed class ProductForm
{
    private readonly StockOwner? _owner;

    /// <param name="item">The product that is there; null for a new one.</param>
    /// <param name="owner">Whose a new one is to be.</param>
    public ProductForm(StockItem? item, StockOwner? owner)
    {
        _owner = item is null ? owner : null;
        if (item is null) return;
        Sku = item.Sku;
        Name = item.Name;
        Price = item.Price.ToAmountString();
        Currency = item.Price.Currency;
        LowAt = item.LowAt?.ToString(CultureInfo.InvariantCulture) ?? "";
        IsNew = false;
    }

    public static ImmutableArray<string> Currencies { get; } = ["EUR", "USD", "GBP", "CHF", "BRL", "JPY"];

    public bool IsNew { get; } = true;
    public string Sku { get; set; } = "";
    public string Name { get; set; } = "";
    public string Price { get; set; } = "";
    public string Currency { get; set; } = "EUR";
    public string OnHand { get; set; } = "0";
    public string LowAt { get; set; } = "";

    /// <summary>The command, or what is wrong by the names of the fields.</summary>
    public (PutStock? Command, ImmutableDictionary<string, string> Problems) Read(Actor actor)
    {
        var problems = ImmutableDictionary.CreateBuilder<string, string>();
        if (IsNew && Sku.Trim().Length == 0) problems["sku"] = "The SKU is needed: it is what the product is known by for good.";
        if (Name.Trim().Length == 0) problems["name"] = "The name is needed.";
        var price = StockNumbers.Price(Price, Currency);
        if (price is null) problems["price"] = $"A price such as {(Money.DecimalsOf(Currency) == 0 ? "1250" : "12.50")} is needed.";
        var onHand = IsNew ? StockNumbers.Count(OnHand) : null;
        if (IsNew && onHand is null) problems["onHand"] = "A number of units is needed; 0 where there are none yet.";
        var lowAt = LowAt.Trim().Length == 0 ? null : StockNumbers.Count(LowAt);
        if (LowAt.Trim().Length > 0 && lowAt is null) problems["lowAt"] = "A number of units, or nothing.";
        return problems.Count > 0
            ? (null, problems.ToImmutable())
            : (new PutStock(actor, Name.Trim(), price, onHand) { LowAt = lowAt, Owner = _owner }, problems.ToImmutable());
    }
}

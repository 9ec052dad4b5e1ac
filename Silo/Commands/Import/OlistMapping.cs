using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Commands;

/// <summary>
/// What a row of the data set means here. Pure: rows in, commands or refusals out. docs/import.md says the same in words.
/// </summary>
public static class OlistMapping
{
    private const string Currency = "BRL";
    private const string Country = "BR";

    public static OlistOutcome Map(OlistOrderRow row, OlistData data)
    {
        if (row.OrderId.Length == 0) return Refuse(row, "no order_id");
        if (!data.Customers.TryGetValue(row.CustomerId, out var customer))
        {
            return Refuse(row, "its customer is not in " + OlistFiles.Customers, row.CustomerId);
        }

        if (data.BrokenItems.TryGetValue(row.OrderId, out var broken)) return broken;
        if (!data.Items.TryGetValue(row.OrderId, out var items)) return Refuse(row, "no items");

        var (past, why) = OlistPast.Of(row);
        if (past is null) return why!;

        var drafts = ImmutableArray.CreateBuilder<OlistDraft>();
        foreach (var bySeller in items.GroupBy(i => i.SellerId))
        {
            var (details, refusal) = Details(row, bySeller.Key, [.. bySeller], customer, data);
            if (details is null) return refusal!;
            drafts.Add(new OlistDraft(row.Line, past.PlacedAt, details, past.Steps));
        }

        return new OlistOutcome(drafts.ToImmutable(), null);
    }

    private static (OrderDetails? Details, Refusal? Refusal) Details(
        OlistOrderRow row, string sellerId, ImmutableArray<OlistItemRow> items, OlistCustomerRow customer, OlistData data)
    {
        if (!data.Sellers.TryGetValue(sellerId, out var seller))
        {
            return (null, RefuseItem(items[0], "its seller is not in " + OlistFiles.Sellers, sellerId));
        }

        var shipping = Money.Zero(Currency);
        var units = new List<(string ProductId, Money Price)>();
        foreach (var item in items)
        {
            if (!data.Products.ContainsKey(item.ProductId))
            {
                return (null, RefuseItem(item, "its product is not in " + OlistFiles.Products, item.ProductId));
            }

            if (Amount(item.Price) is not { } price) return (null, RefuseItem(item, "price is not an amount", item.Price));
            if (Amount(item.Freight) is not { } freight) return (null, RefuseItem(item, "freight_value is not an amount", item.Freight));
            units.Add((item.ProductId, price));
            shipping += freight;
        }

        return (new OrderDetails
        {
            Number = "OL-" + OlistIds.Short(row.OrderId).ToUpperInvariant(),
            SellerId = OlistIds.Party(sellerId),
            SellerName = $"Shop {OlistIds.Short(sellerId)}, {seller.City}",
            Buyer = Buyer(customer),
            Lines = [.. units.GroupBy(u => u).Select(g => Line(g.Key.ProductId, g.Key.Price, g.Count(), data))],
            ShippingFee = shipping,
            ShippingAddress = Address(customer),
            PaymentMethod = data.Payments.GetValueOrDefault(row.OrderId, "unknown"),
            TrackingToken = "",
            ExternalReference = OlistIds.Reference(row.OrderId, sellerId),
        }, null);
    }

    private static OrderLine Line(string productId, Money price, int quantity, OlistData data)
    {
        var category = data.Products[productId];
        return new OrderLine(productId, category.Length > 0 ? Readable(category) : "Product " + OlistIds.Short(productId), quantity, price);
    }

    // The data set names nobody: a buyer is known by the beginning of the customer's number.
    private static Buyer Buyer(OlistCustomerRow customer) => new(
        OlistIds.Party(customer.UniqueId), BuyerName(customer), $"{OlistIds.Short(customer.UniqueId)}@olist.invalid");

    private static string BuyerName(OlistCustomerRow customer) => "Customer " + OlistIds.Short(customer.UniqueId);

    private static Address Address(OlistCustomerRow customer) => new()
    {
        Name = BuyerName(customer),
        Line1 = "(street not in the data)",
        City = customer.City,
        Region = customer.State,
        PostalCode = customer.ZipPrefix.PadLeft(5, '0'),
        Country = Country,
    };

    // beleza_saude → Beleza saude
    private static string Readable(string category) => char.ToUpperInvariant(category[0]) + category[1..].Replace('_', ' ');

    private static Money? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount < 1_000_000_000 && decimal.Round(amount, 2) == amount
            ? Money.Of(amount, Currency)
            : null;

    private static Refusal Refuse(OlistOrderRow row, string kind, string? detail = null) => new(OlistFiles.Orders, row.Line, kind, detail);

    private static Refusal RefuseItem(OlistItemRow item, string kind, string detail) => new(OlistFiles.Items, item.Line, kind, detail);
}

using System.Globalization;

namespace Orders.Benchmarks;

/// <summary>Appends as the order's grain makes them.</summary>
internal static class SampleOrder
{
    private static readonly string[] Things = ["mug", "plate", "bowl", "lamp", "chair", "vase", "tray", "jar", "clock", "basket"];
    private static readonly string[] Colours = ["blue", "green", "red", "white", "black", "amber", "coral", "slate"];
    private static readonly string[] Names = ["Ana", "Bruno", "Clara", "Davi", "Elena", "Fabio", "Greta", "Hugo", "Ines", "Jonas", "Karla", "Luca"];
    private static readonly Actor Shop = new(Role.Seller, 7, "Sam Seller", 1);

    public static OrderAppend Place(OrderId id, long sellerId, long buyerId, int n)
    {
        var name = $"{Names[buyerId % Names.Length]} {Surname(buyerId)}";
        var item = $"{Colours[n % Colours.Length]} {Things[n / 8 % Things.Length]}";
        var details = new OrderDetails
        {
            Number = (10_000 + n).ToString(CultureInfo.InvariantCulture),
            SellerId = sellerId,
            SellerName = $"Shop {sellerId}",
            Buyer = new Buyer(buyerId, name, $"user{buyerId}@example.com"),
            Lines = [new OrderLine($"SKU-{n % 500}", item, 1 + (n % 3), new Money(990 + (n % 9000), "EUR"))],
            ShippingFee = new Money(490, "EUR"),
            ShippingAddress = new Address { Name = name, Line1 = "Rua Augusta 1", City = "Lisboa", PostalCode = "1100-048", Country = "PT" },
            PaymentMethod = "pm_ok",
            TrackingToken = $"{id}{n:x16}",
        };
        var placed = new OrderPlaced(1, id.PlacedAt, new Actor(Role.Buyer, buyerId, name), $"key-{id}", details);
        var row = new OrderRow(id, sellerId, buyerId, OrderStatus.Received, 1, id.PlacedAt, details.Total.Minor, null, 0);
        var listing = new OrderListing(
            details.Number, details.SellerName, name, details.Buyer.Email, "EUR", $"{1 + (n % 3)} · {item}", details.TrackingToken,
            $"{details.Number} {name} {details.Buyer.Email} {item} {details.Lines[0].Sku}");
        return new OrderAppend(OrderHead.None, row, null, [placed], listing);
    }

    /// <summary>One step on the way from received to closed: some 300 bytes of event.</summary>
    public static OrderAppend Step(OrderHead head, OrderRow row, DateTimeOffset at)
    {
        var to = row.Status + 1;
        var shipment = to == OrderStatus.Shipped ? new Shipment("DHL", "00340434161094042557") : null;
        var advanced = new OrderAdvanced(
            head.Version + 1, at, Shop, $"command-{row.Id}-{head.Version + 1}", row.Status, to, "As agreed on the phone this morning", shipment);
        return new OrderAppend(head, row with { Status = to, Version = head.Version + 1, UpdatedAt = at }, row.Status, [advanced], null);
    }

    private static string Surname(long buyer) => string.Create(5, buyer, static (span, seed) =>
    {
        for (var i = 0; i < span.Length; i++) span[i] = (char)((i == 0 ? 'A' : 'a') + (int)(seed / (long)Math.Pow(7, i) % 26));
    });
}

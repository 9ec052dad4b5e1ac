using System.Collections.Immutable;

namespace Orders.Tests.Storage;

/// <summary>Orders as the grain would append them, without a grain.</summary>
internal static class SampleOrders
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private static readonly Actor Shop = new(Role.Seller, 7, "Sam", 1);

    public static OrderId Id(int n) => OrderId.Of(Start.AddMinutes(n), n);

    public static OrderAppend Place(OrderId id, long sellerId = 1, long buyerId = 100, string item = "Blue mug", long priceMinor = 1250)
    {
        var details = new OrderDetails
        {
            Number = $"A-{id.Value % 100_000}",
            SellerId = sellerId,
            SellerName = $"Shop {sellerId}",
            Buyer = new Buyer(buyerId, $"Buyer {buyerId}", $"buyer{buyerId}@example.com"),
            Lines = [new OrderLine("MUG-1", item, 1, new Money(priceMinor, "EUR"))],
            ShippingFee = Money.Zero("EUR"),
            ShippingAddress = new Address { Name = "Ana", Line1 = "Rua 1", City = "Lisboa", PostalCode = "1000", Country = "PT" },
            PaymentMethod = "pm_ok",
            TrackingToken = $"{id}-token",
        };
        var placed = new OrderPlaced(1, id.PlacedAt, new Actor(Role.Buyer, buyerId, "Ana"), $"key-{id}", details);
        var row = new OrderRow(id, sellerId, buyerId, OrderStatus.Received, 1, id.PlacedAt, details.Total.Minor, null, 0);
        var listing = new OrderListing(
            details.Number, details.SellerName, details.Buyer.Name, details.Buyer.Email, "EUR", $"1 · {item}", details.TrackingToken,
            $"{details.Number} {details.Buyer.Name} {details.Buyer.Email} {item} MUG-1");
        return new OrderAppend(OrderHead.None, row, null, [placed], listing);
    }

    /// <summary>The next append of the order: one step to the given status, which need not be a legal one.</summary>
    public static OrderAppend Step(OrderHead head, OrderRow row, OrderStatus to, DateTimeOffset? at = null, DateTimeOffset? dueAt = null,
        int escalationLevel = 0)
    {
        var when = at ?? row.UpdatedAt.AddMinutes(1);
        OrderEvent e = to == OrderStatus.Cancelled
            ? new OrderCancelled(head.Version + 1, when, Shop, null, row.Status, "Out of stock")
            : new OrderAdvanced(head.Version + 1, when, Shop, null, row.Status, to, "a note", null);
        var after = row with { Status = to, Version = head.Version + 1, UpdatedAt = when, DueAt = dueAt, EscalationLevel = escalationLevel };
        return new OrderAppend(head, after, row.Status, [e], null);
    }

    /// <summary>Places it and walks it to the given status.</summary>
    public static async Task<(OrderHead Head, OrderRow Row)> Grow(this IOrderStore store, OrderAppend place, OrderStatus to)
    {
        var (head, row) = (await store.Append(place), place.Row);
        ImmutableArray<OrderStatus> path = to == OrderStatus.Cancelled
            ? [OrderStatus.Cancelled]
            : [.. Enum.GetValues<OrderStatus>().Where(s => s > OrderStatus.Received && s <= to)];
        foreach (var status in path)
        {
            var step = Step(head, row, status);
            (head, row) = (await store.Append(step), step.Row);
        }

        return (head, row);
    }
}

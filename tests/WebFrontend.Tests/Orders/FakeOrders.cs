using System.Collections.Immutable;
using Orders.Web;

namespace Orders.Tests;

/// <summary>Orders in memory, newest first, for models that only read.</summary>
public sealed class FakeOrders : IOrderSource
{
    private readonly Dictionary<long, OrderView> _orders = [];

    /// <summary>How often a single order was read.</summary>
    public int Reads { get; private set; }

    public OrderChanged Add(long id) => Put(new OrderView
    {
        Id = new OrderId(id),
        Number = $"{1000 + id}",
        SellerId = 1,
        SellerName = "Shop",
        Buyer = new Buyer(2, "Ben", "ben@example.org"),
        Status = OrderStatus.Received,
        PlacedAt = DateTimeOffset.UnixEpoch,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Version = 1,
        Lines = [],
        ShippingFee = Money.Zero("EUR"),
        Total = Money.Zero("EUR"),
        ShippingAddress = new Address { Name = "Ben", Line1 = "Street 1", City = "Town", PostalCode = "1", Country = "DE" },
        Payment = new PaymentSummary(PaymentStatus.Pending, Money.Zero("EUR")),
        Timestamps = ImmutableSortedDictionary<OrderStatus, DateTimeOffset>.Empty,
        History = [],
        AllowedActions = [],
        TrackingToken = "t",
    });

    public OrderChanged Change(long id, OrderStatus to) => Put(_orders[id] with { Status = to, Version = _orders[id].Version + 1 });

    public Task<OrderPage> List(OrderQuery query) => Task.FromResult(new OrderPage(
        [.. _orders.Values.Where(o => query.Statuses.IsEmpty || query.Statuses.Contains(o.Status)).OrderByDescending(o => o.Id).Take(query.Limit).Select(Row)],
        null));

    public Task<OrderCounts> Counts() => Task.FromResult(new OrderCounts(
        _orders.Values.GroupBy(o => o.Status).ToImmutableSortedDictionary(g => g.Key, g => (long)g.Count()), 0));

    public Task<OrderView?> Get(OrderId id)
    {
        Reads++;
        return Task.FromResult(_orders.GetValueOrDefault(id.Value));
    }

    private OrderChanged Put(OrderView order)
    {
        _orders[order.Id.Value] = order;
        return new OrderChanged(order.Id, order.Version, order.Status, order.SellerId, order.Buyer.Id);
    }

    private static OrderSummary Row(OrderView order) => new()
    {
        Id = order.Id,
        Number = order.Number,
        SellerId = order.SellerId,
        SellerName = order.SellerName,
        Buyer = order.Buyer,
        Status = order.Status,
        PlacedAt = order.PlacedAt,
        UpdatedAt = order.UpdatedAt,
        Version = order.Version,
        Total = order.Total,
        Headline = "",
        AllowedActions = order.AllowedActions,
        TrackingToken = order.TrackingToken,
    };
}

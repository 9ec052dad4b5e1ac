using System.Collections.Immutable;

namespace Orders;

/// <summary>What notices say of an order: what was fixed when it was placed.</summary>
public sealed record OrderFacts(
    OrderId Id, string Number, long SellerId, string SellerName, Buyer Buyer, Money Total, string Headline)
{
    public static OrderFacts Of(OrderId id, OrderDetails details) => new(
        id, details.Number, details.SellerId, details.SellerName, details.Buyer, details.Total, OrderProjection.Headline(details.Lines));

    public static OrderFacts Of(OrderView order) => new(
        order.Id, order.Number, order.SellerId, order.SellerName, order.Buyer, order.Total, OrderProjection.Headline(order.Lines));
}

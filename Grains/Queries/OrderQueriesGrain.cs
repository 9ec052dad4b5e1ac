using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>Decides whose orders the caller may see and what he may do with each; the rest is the reader's SQL.</summary>
[StatelessWorker]
public sealed class OrderQueriesGrain(IOrderReader reader) : Grain, IOrderQueriesGrain
{
    public async Task<OrderPage> List(Actor caller, OrderQuery query)
    {
        if (OrderScopes.Of(caller) is not { } scope) return new OrderPage([], null);
        var rows = await reader.List(scope, query with
        {
            Limit = Math.Clamp(query.Limit, 1, OrderLimits.PageSize),
            Text = Texts.Clean(query.Text),
        });
        return new OrderPage([.. rows.Items.Select(item => Summary(item, caller))], rows.NextCursor);
    }

    public Task<OrderCounts> Counts(Actor caller) =>
        OrderScopes.Of(caller) is { } scope ? reader.Counts(scope) : Task.FromResult(None());

    private static OrderSummary Summary(OrderListRow item, Actor caller)
    {
        var (row, listing) = item;
        return new OrderSummary
        {
            Id = row.Id,
            Number = listing.Number,
            SellerId = row.SellerId,
            SellerName = listing.SellerName,
            Buyer = new Buyer(row.BuyerId, listing.BuyerName, listing.BuyerEmail),
            Status = row.Status,
            PlacedAt = row.Id.PlacedAt,
            UpdatedAt = row.UpdatedAt,
            Version = row.Version,
            Total = new Money(row.TotalMinor, listing.Currency),
            Headline = listing.Headline,
            AllowedActions = OrderActions.For(row.Status, caller.Role),
            DueAt = row.DueAt,
            EscalationLevel = row.EscalationLevel,
            TrackingToken = listing.TrackingToken,
        };
    }

    private static OrderCounts None() =>
        new(Enum.GetValues<OrderStatus>().ToImmutableSortedDictionary(status => status, _ => 0L), 0);
}

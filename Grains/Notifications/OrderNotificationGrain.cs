using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>Tells people of one order's events. Who they are and what they read is decided in <see cref="OrderNotices"/>.</summary>
[ImplicitStreamSubscription(OrderStreams.Orders), CollectionAgeLimit("00:02:00")]
public sealed class OrderNotificationGrain(IOutboxStore outbox, IFaultPoints faults, ILogger<OrderNotificationGrain> logger)
    : OrderConsumerGrain(OrderConsumer.Notification, outbox, faults, logger), IOrderNotificationGrain
{
    private static readonly Actor Reader = Actor.System("notifications");

    // Never changes, and a new order's whole life is often told by one activation.
    private OrderFacts? _order;

    protected override async Task Handle(OrderEvent e)
    {
        if (OrderNotices.Topic(e) is null) return;
        _order ??= e is OrderPlaced placed ? OrderFacts.Of(Id, placed.Details) : await Ask();
        var staff = await GrainFactory.GetGrain<IAccountsGrain>(0).StaffOf(_order.SellerId);
        await Task.WhenAll(OrderNotices.Of(_order, e, staff).Select(Tell));
    }

    private Task Tell(Notice notice) => GrainFactory.GetGrain<INotificationsGrain>(notice.Recipient.Id).Tell(notice);

    private async Task<OrderFacts> Ask() => await GrainFactory.GetGrain<IOrderGrain>(Id.Value).Get(Reader) is { } order
        ? OrderFacts.Of(order)
        : throw new InvalidOperationException($"Order {Id} has events, but cannot be read.");
}

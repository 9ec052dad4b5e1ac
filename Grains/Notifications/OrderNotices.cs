using System.Collections.Immutable;

namespace Orders;

/// <summary>Whom an order's event is told to, and how. Pure.</summary>
public static class OrderNotices
{
    /// <param name="staff">The shop's sellers and managers.</param>
    /// <param name="forPrograms">Whether the shop has programs that listen.</param>
    public static ImmutableArray<Notice> Of(OrderFacts order, OrderEvent e, ImmutableArray<Recipient> staff, bool forPrograms = true)
    {
        if (Topic(e) is not { } topic) return [];
        var data = forPrograms && !staff.IsEmpty ? NotificationData.Of(order, e) : null;
        var toShop = staff.Select(person => Make(person, SellerTexts.Of(order, e)));
        if (e is OrderEscalated) return [.. toShop]; // the shop's own clock

        var buyer = new Recipient(order.Buyer.Id, Role.Buyer, order.Buyer.Name, order.Buyer.Email);
        return [Make(buyer, BuyerTexts.Of(order, e)), .. toShop];

        Notice Make(Recipient recipient, NoticeText text) =>
            new(recipient, topic, KeyOf(order.Id, e), e.At, text.Title, text.Body, PathFor(recipient.Role, order.Id))
            {
                Order = order.Id,
                Sequence = e.Sequence,
                Data = recipient.Role == Role.Buyer ? null : data,
                OwnDoing = recipient.Role != Role.Buyer && (IsDoing(recipient, e.Actor) || IsInDigest(e)),
            };
    }

    /// <summary>What the event is to those who choose what to be told of; null: nobody is told.</summary>
    public static NotificationEvent? Topic(OrderEvent e) => e switch
    {
        OrderPlaced => NotificationEvent.OrderReceived,
        OrderAdvanced { To: OrderStatus.Preparing } => NotificationEvent.OrderPreparing,
        OrderAdvanced { To: OrderStatus.Prepared } => NotificationEvent.OrderPrepared,
        OrderAdvanced { To: OrderStatus.Shipped } => NotificationEvent.OrderShipped,
        OrderAdvanced { To: OrderStatus.Delivered } => NotificationEvent.OrderDelivered,
        OrderAdvanced { To: OrderStatus.Closed } => NotificationEvent.OrderClosed,
        OrderCancelled => NotificationEvent.OrderCancelled,
        OrderRefunded => NotificationEvent.OrderRefunded,
        OrderRefundFailed => NotificationEvent.RefundFailed,
        OrderEscalated => NotificationEvent.OrderOverdue,
        _ => null,
    };

    /// <summary>
    /// Each event once; but a refund that fails and is tried again by itself is one happening, told when it fails first, and once more
    /// when all tries are used up.
    /// </summary>
    public static string KeyOf(OrderId order, OrderEvent e) =>
        e is OrderRefundFailed { GivenUp: false } ? $"{order}:refund" : $"{order}:{e.Sequence}";

    // People read of it in the digest; their programs still hear of each.
    private static bool IsInDigest(OrderEvent e) => e is OrderEscalated { InDigest: true } or OrderCancelled { InDigest: true };

    private static string PathFor(Role role, OrderId order) => role == Role.Buyer ? $"/my/orders/{order}" : $"/orders/{order}";

    // A buyer is always told: what he ordered or cancelled himself he wants to have in writing.
    private static bool IsDoing(Recipient recipient, Actor actor) => actor.Role == recipient.Role && actor.Id == recipient.Id;
}

/// <param name="Title">One line.</param>
/// <param name="Body">A few lines.</param>
public readonly record struct NoticeText(string Title, string Body);

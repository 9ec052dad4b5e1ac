using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Tells people of one order's events. Who they are and what they read is decided in <see cref="OrderNotices"/>, how they want to be
/// told in <see cref="NotificationRules"/>. All of them are told in one transaction, which confirms the event, too.
/// </summary>
[ImplicitStreamSubscription(OrderStreams.ForNotification), CollectionAgeLimit("00:02:00")]
public sealed partial class OrderNotificationGrain(
    IOutboxStore outbox, INotificationStore store, IAccountStore accounts, IFaultPoints faults, TimeProvider time,
    ILogger<OrderNotificationGrain> logger)
    : OrderConsumerGrain(OrderConsumer.Notification, outbox, faults, logger), IOrderNotificationGrain
{
    private static readonly Actor Reader = Actor.System("notifications");

    // Never changes, and a new order's whole life is often told by one activation.
    private OrderFacts? _order;

    protected override async Task<bool> Handle(OrderEvent e)
    {
        if (OrderNotices.Topic(e) is null) return false;
        _order ??= e is OrderPlaced placed ? OrderFacts.Of(Id, placed.Details) : await Ask();
        var staff = await accounts.StaffOf(_order.SellerId);
        var listeners = staff.IsEmpty ? [] : await GrainFactory.GetGrain<IWebhooksGrain>(_order.SellerId).Listeners();
        var notices = OrderNotices.Of(_order, e, staff, forPrograms: !listeners.IsEmpty);
        if (e is OrderAdvanced { To: OrderStatus.Closed }) DeactivateOnIdle(); // nothing follows
        try
        {
            return await TellTogether(e, notices, listeners);
        }
        catch (Exception error) when (notices.Length > 1)
        {
            LogNotTogether(error, Id, e.Sequence);
            await Task.WhenAll(notices.Select(notice => Inbox(notice).Tell(notice))); // who cannot be told keeps nobody else from it
            return false;
        }
    }

    /// <returns>False: nobody wants to hear of it, so nothing was written.</returns>
    private async Task<bool> TellTogether(OrderEvent e, ImmutableArray<Notice> notices, ImmutableArray<WebhookListener> listeners)
    {
        var now = time.GetUtcNow();
        var choices = await Task.WhenAll(notices.Select(notice => Inbox(notice).Choices()));
        ImmutableArray<NotificationEntry> entries =
            [.. notices.Zip(choices, (notice, chosen) => NotificationRules.Entry(chosen, notice, listeners, now)).OfType<NotificationEntry>()];
        if (entries.IsEmpty) return false;

        await new NoticePost(store, Faults, GrainFactory).Write(entries, new EventConfirmation(Id, e.Sequence, OrderConsumer.Notification));
        foreach (var entry in entries)
            if (entry.InApp) await Inbox(entry.Notice).Announce();
        return true;
    }

    private INotificationsGrain Inbox(Notice notice) => GrainFactory.GetGrain<INotificationsGrain>(notice.Recipient.Id);

    private async Task<OrderFacts> Ask() => await GrainFactory.GetGrain<IOrderGrain>(Id.Value).Get(Reader) is { } order
        ? OrderFacts.Of(order)
        : throw new InvalidOperationException($"Order {Id} has events, but cannot be read.");
}

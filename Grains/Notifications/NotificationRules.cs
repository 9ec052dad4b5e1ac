using System.Collections.Immutable;

namespace Orders;

/// <summary>What each role can be told of, and by which channels if nobody says otherwise. Pure.</summary>
public static class NotificationRules
{
    private static readonly ChannelChoice Nothing = new(false, false, false);

    // Buyers: in the inbox everything; by mail what they wait for.
    private static readonly ImmutableDictionary<NotificationEvent, ChannelChoice> OfBuyers = Table(
        mailed:
        [
            NotificationEvent.OrderReceived, NotificationEvent.OrderShipped, NotificationEvent.OrderDelivered,
            NotificationEvent.OrderCancelled, NotificationEvent.OrderRefunded, NotificationEvent.RefundFailed,
        ],
        shown: [NotificationEvent.OrderPreparing, NotificationEvent.OrderPrepared, NotificationEvent.OrderClosed],
        silent: [],
        webhooks: false);

    // Shops: what comes from outside or goes wrong. What they do themselves they can choose to be told of; programs hear of all.
    private static readonly ImmutableDictionary<NotificationEvent, ChannelChoice> OfShops = Table(
        mailed:
        [
            NotificationEvent.OrderReceived, NotificationEvent.OrderCancelled, NotificationEvent.RefundFailed,
            NotificationEvent.LowStock, NotificationEvent.OrderOverdue,
        ],
        shown: [NotificationEvent.OrderRefunded],
        silent:
        [
            NotificationEvent.OrderPreparing, NotificationEvent.OrderPrepared, NotificationEvent.OrderShipped,
            NotificationEvent.OrderDelivered, NotificationEvent.OrderClosed,
        ],
        webhooks: true);

    /// <summary>Every event that the role can be told of. Admins and the system are told of none.</summary>
    public static ImmutableDictionary<NotificationEvent, ChannelChoice> Defaults(Role role) => role switch
    {
        Role.Buyer => OfBuyers,
        Role.Seller or Role.Manager => OfShops,
        _ => ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty,
    };

    /// <summary>Webhooks are a shop's.</summary>
    public static bool HasWebhooks(Role role) => role is Role.Seller or Role.Manager;

    /// <summary>The role's choices where the user has not said otherwise. What the role cannot have is left out.</summary>
    public static NotificationPreferences Effective(NotificationPreferences? stored, Role role)
    {
        var events = Defaults(role).ToBuilder();
        foreach (var (topic, choice) in stored?.Events ?? ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty)
        {
            if (events.ContainsKey(topic)) events[topic] = choice with { Webhook = choice.Webhook && HasWebhooks(role) };
        }

        return new NotificationPreferences(events.ToImmutable(), stored?.QuietHours);
    }

    /// <summary>The notice on its way to the channels that its recipient wants; null: to none.</summary>
    /// <param name="listeners">The endpoints of the recipient's shop.</param>
    public static NotificationEntry? Entry(
        NotificationPreferences? stored, Notice notice, ImmutableArray<WebhookListener> listeners, DateTimeOffset now)
    {
        var channels = Channels(stored, notice);
        var mailAt = channels.Email ? QuietTimes.NextAllowed(stored?.QuietHours, now) : (DateTimeOffset?)null;
        ImmutableArray<long> webhooks = channels.Webhook
            ? [.. listeners.Where(listener => listener.UserId == notice.Recipient.Id).Select(listener => listener.Id)]
            : [];
        return channels.InApp || channels.Email || !webhooks.IsEmpty
            ? new NotificationEntry(notice, channels.InApp, mailAt, stored?.QuietHours, webhooks, now)
            : null;
    }

    /// <summary>How this notice goes out to its recipient.</summary>
    public static ChannelChoice Channels(NotificationPreferences? stored, Notice notice)
    {
        var role = notice.Recipient.Role;
        if (!Defaults(role).TryGetValue(notice.Event, out var choice)) return Nothing; // of this the role cannot be told
        if (stored?.Events.TryGetValue(notice.Event, out var chosen) == true) choice = chosen with { Webhook = chosen.Webhook && HasWebhooks(role) };
        if (notice.OwnDoing) choice = choice with { InApp = false, Email = false };
        if (notice.Recipient.Email.Length == 0) choice = choice with { Email = false };
        return choice with { Webhook = choice.Webhook && notice.Recipient.SellerId is not null && notice.Data is not null };
    }

    private static ImmutableDictionary<NotificationEvent, ChannelChoice> Table(
        NotificationEvent[] mailed, NotificationEvent[] shown, NotificationEvent[] silent, bool webhooks) =>
        mailed.Select(e => KeyValuePair.Create(e, new ChannelChoice(true, true, webhooks)))
            .Concat(shown.Select(e => KeyValuePair.Create(e, new ChannelChoice(true, false, webhooks))))
            .Concat(silent.Select(e => KeyValuePair.Create(e, new ChannelChoice(false, false, webhooks))))
            .ToImmutableDictionary();
}

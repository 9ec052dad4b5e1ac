using System.Collections.Immutable;

namespace Orders;

/// <summary>What people were told, and what they want to be told. A port.</summary>
public interface INotificationStore
{
    /// <summary>What the user has chosen, or null: nothing yet.</summary>
    Task<NotificationPreferences?> LoadPreferences(long user);

    /// <summary>Keeps the choices, with the row of the audit log in the same transaction.</summary>
    Task SavePreferences(long user, NotificationPreferences preferences, AuditEntry audit);

    /// <summary>
    /// Writes on every channel what is not written there yet for this user, event and key: in one transaction, durable when it
    /// completes.
    /// </summary>
    /// <returns>What was new.</returns>
    Task<NotificationAdded> Add(NotificationEntry entry);

    /// <summary>Newest first, before this id.</summary>
    Task<ImmutableArray<Notification>> List(long user, bool unreadOnly, long? before, int limit);

    /// <summary>Counted up to <see cref="OrderLimits.UnreadCount"/>.</summary>
    Task<int> Unread(long user);

    /// <returns>Whether it had not been read before; null where the user has no such notification.</returns>
    Task<bool?> MarkRead(long user, long id);

    /// <returns>Whether there was one that was not read.</returns>
    Task<bool> MarkAllRead(long user);

    /// <summary>Forgets some of the oldest from before this moment.</summary>
    /// <returns>How many.</returns>
    Task<int> Forget(DateTimeOffset before, int limit);
}

/// <summary>A notice on its way to the channels that its recipient wants.</summary>
/// <param name="MailAt">When the mail may go out; null: no mail.</param>
/// <param name="QuietHours">For the mail's later tries.</param>
public sealed record NotificationEntry(Notice Notice, bool InApp, DateTimeOffset? MailAt, QuietHours? QuietHours, bool Webhook, DateTimeOffset Now);

public readonly record struct NotificationAdded(bool InApp, bool Mail)
{
    /// <summary>The webhook endpoints that have something to send now; default: none.</summary>
    public ImmutableArray<long> Webhooks { get; init; }
}

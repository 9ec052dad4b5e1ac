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
    /// Writes on every channel what is not written there yet for each user, event and key: in one transaction, durable when it
    /// completes.
    /// </summary>
    /// <param name="confirmation">Of the event that they tell of, in the same transaction (<see cref="IOutboxStore"/>).</param>
    Task Add(ImmutableArray<NotificationEntry> entries, EventConfirmation? confirmation = null);

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
/// <param name="Webhooks">The endpoints that it is sent to, if they are in service when it is written.</param>
public sealed record NotificationEntry(
    Notice Notice, bool InApp, DateTimeOffset? MailAt, QuietHours? QuietHours, ImmutableArray<long> Webhooks, DateTimeOffset Now);

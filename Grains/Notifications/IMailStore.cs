using System.Collections.Immutable;

namespace Orders;

/// <summary>The queue of outgoing mail. A port. <see cref="INotificationStore.Add"/> puts it there.</summary>
public interface IMailStore
{
    /// <summary>What is waiting and due, what has waited longest first.</summary>
    Task<ImmutableArray<QueuedMail>> Due(DateTimeOffset now, int limit);

    Task Sent(long id, DateTimeOffset at);

    Task Failed(ImmutableArray<MailFailure> failures);

    /// <summary>They wait a little longer; that is no try.</summary>
    Task Postpone(ImmutableArray<MailPostponed> mails);

    /// <summary>Newest first, before this id.</summary>
    Task<ImmutableArray<QueuedMail>> List(MailState? state, long? before, int limit);

    Task<QueuedMail?> Get(long id);

    /// <summary>Takes a parked mail back into the queue, due now, with its tries forgotten.</summary>
    /// <returns>False where there is no such parked mail.</returns>
    Task<bool> Unpark(long id, DateTimeOffset now);

    /// <summary>Forgets some of the oldest that were sent before this moment.</summary>
    /// <returns>How many.</returns>
    Task<int> Forget(DateTimeOffset sentBefore, int limit);
}

/// <summary>A mail as it is kept: its words; what it looks like is decided when it is sent (<see cref="MailTemplate"/>).</summary>
public sealed record QueuedMail
{
    public required long Id { get; init; }
    public required Recipient Recipient { get; init; }
    public required NotificationEvent Event { get; init; }
    public required string Key { get; init; }
    public OrderId? Order { get; init; }
    public long? Sequence { get; init; }
    public required string Title { get; init; }
    public required string Body { get; init; }
    public required string Path { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was first to go out: a day later it is given up.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public required MailState State { get; init; }
    public required int Tries { get; init; }
    public DateTimeOffset? NextTryAt { get; init; }
    public string? LastError { get; init; }
    public QuietHours? QuietHours { get; init; }
}

/// <summary>A mail that is due in its reader's quiet hours.</summary>
public sealed record MailPostponed(long Id, DateTimeOffset Until);

/// <param name="NextTry">Null: parked.</param>
public sealed record MailFailure(long Id, string Error, DateTimeOffset? NextTry);

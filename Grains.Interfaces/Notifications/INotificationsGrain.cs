using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>
/// What one user is told; the key is the account's id. Applies the user's preferences and quiet hours, and writes what is to be
/// told on every channel in one transaction; the same notice a second time does nothing.
/// </summary>
[Alias("orders.INotificationsGrain")]
public interface INotificationsGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Tells the user. Completes when it is durable: in the inbox, and in the queues of the other channels. It only reads what the
    /// grain remembers, so it may run beside other calls: told one after the other, a busy shop's seller would hold up its orders.
    /// </summary>
    [Alias("Tell"), AlwaysInterleave]
    Task Tell(Notice notice);

    /// <summary>What the user has chosen, for whoever tells several people at once and writes it in one transaction; null: nothing
    /// yet. It may run beside other calls, as <see cref="Tell"/>.</summary>
    [Alias("Choices"), AlwaysInterleave]
    Task<NotificationPreferences?> Choices();

    /// <summary>Something new was written to the inbox, it may be: open pages hear of it soon.</summary>
    [Alias("Announce"), OneWay, AlwaysInterleave]
    Task Announce();

    /// <summary>The inbox, newest first.</summary>
    /// <param name="unreadOnly">Leave out what was read.</param>
    /// <param name="before">Id to go on before; null for the newest.</param>
    /// <param name="limit">1 to <see cref="OrderLimits.PageSize"/>.</param>
    [Alias("List"), ReadOnly]
    Task<NotificationPage> List(bool unreadOnly, long? before, int limit);

    [Alias("Unread"), ReadOnly]
    Task<int> Unread();

    /// <summary>Marks one as read; a second time nothing happens.</summary>
    /// <returns>False where the user has no such notification.</returns>
    [Alias("Read")]
    Task<bool> Read(long id);

    [Alias("ReadAll")]
    Task ReadAll();

    /// <summary>For the role, with its defaults where the user has not said otherwise.</summary>
    [Alias("GetPreferences"), ReadOnly]
    Task<NotificationPreferences> GetPreferences(Actor caller);

    /// <returns>The preferences as kept, or <see cref="InvalidField"/>. Events that are left out keep what they have.</returns>
    [Alias("SetPreferences")]
    Task<PreferencesResult> SetPreferences(Actor caller, NotificationPreferences preferences);

    /// <summary>Hears of the number of unread ones whenever it changes; to be renewed every minute or two.</summary>
    [Alias("Subscribe")]
    Task Subscribe(IInboxObserver observer);

    [Alias("Unsubscribe")]
    Task Unsubscribe(IInboxObserver observer);
}

/// <summary>An open page's badge.</summary>
[Alias("orders.IInboxObserver")]
public interface IInboxObserver : IGrainObserver
{
    [Alias("Changed"), OneWay]
    Task Changed(int unread);
}

/// <summary>What people can be told of. Names in the API: in camelCase. Stored as its number: append, never renumber.</summary>
public enum NotificationEvent
{
    OrderReceived = 0,
    OrderPreparing = 1,
    OrderPrepared = 2,
    OrderShipped = 3,
    OrderDelivered = 4,
    OrderClosed = 5,
    OrderCancelled = 6,
    OrderRefunded = 7,
    RefundFailed = 8,
    LowStock = 9,
    OrderOverdue = 10,
}

/// <summary>Something to tell one user.</summary>
/// <param name="Recipient">Who, with the address mail goes to.</param>
/// <param name="Key">The same for the same happening (order and sequence, SKU and sequence): told once per user, event and channel.
/// At most <see cref="OrderLimits.ShortText"/> characters.</param>
/// <param name="Title">One line of plain text.</param>
/// <param name="Body">Plain text, a few lines.</param>
/// <param name="Path">The page that shows more, from the root of the site.</param>
[GenerateSerializer, Immutable, Alias("orders.Notice")]
public sealed record Notice(
    [property: Id(0)] Recipient Recipient,
    [property: Id(1)] NotificationEvent Event,
    [property: Id(2)] string Key,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Title,
    [property: Id(5)] string Body,
    [property: Id(6)] string Path)
{
    [Id(7)] public OrderId? Order { get; init; }
    [Id(8)] public long? Sequence { get; init; }

    /// <summary>What webhooks send as <c>data</c>, as JSON.</summary>
    [Id(9)] public string? Data { get; init; }

    /// <summary>The recipient did it, or reads of it in a digest: a person needs not be told, a program listening to webhooks does.</summary>
    [Id(10)] public bool OwnDoing { get; init; }
}

[GenerateSerializer, Immutable, Alias("orders.Recipient")]
public sealed record Recipient(
    [property: Id(0)] long Id, [property: Id(1)] Role Role, [property: Id(2)] string Name, [property: Id(3)] string Email)
{
    [Id(4)] public long? SellerId { get; init; }
}

/// <summary>Property names are those of http-api.md.</summary>
[GenerateSerializer, Immutable, Alias("orders.Notification")]
public sealed record Notification
{
    [Id(0)] public required long Id { get; init; }
    [Id(1)] public required NotificationEvent Event { get; init; }
    [Id(2)] public OrderId? OrderId { get; init; }
    [Id(3)] public long? Sequence { get; init; }
    [Id(4)] public required string Title { get; init; }
    [Id(5)] public required string Body { get; init; }
    [Id(6)] public required DateTimeOffset At { get; init; }
    [Id(7)] public required bool Read { get; init; }
    [Id(8)] public required string Path { get; init; }
}

[GenerateSerializer, Immutable, Alias("orders.NotificationPage")]
public sealed record NotificationPage(
    [property: Id(0)] ImmutableArray<Notification> Items, [property: Id(1)] long? Before, [property: Id(2)] int Unread);

/// <param name="Events">Per event, on which channels.</param>
/// <param name="QuietHours">When no mail is sent; it waits. Null: always welcome.</param>
[GenerateSerializer, Immutable, Alias("orders.NotificationPreferences")]
public sealed record NotificationPreferences(
    [property: Id(0)] ImmutableDictionary<NotificationEvent, ChannelChoice> Events, [property: Id(1)] QuietHours? QuietHours);

[GenerateSerializer, Immutable, Alias("orders.ChannelChoice")]
public sealed record ChannelChoice(
    [property: Id(0)] bool InApp, [property: Id(1)] bool Email, [property: Id(2)] bool Webhook);

/// <param name="From">Local time of day.</param>
/// <param name="To">Local time of day; before <paramref name="From"/>: the next morning.</param>
/// <param name="TimeZone">An IANA name, such as Europe/Berlin.</param>
[GenerateSerializer, Immutable, Alias("orders.QuietHours")]
public sealed record QuietHours(
    [property: Id(0)] TimeOnly From, [property: Id(1)] TimeOnly To, [property: Id(2)] string TimeZone);

[GenerateSerializer, Immutable, Alias("orders.PreferencesResult")]
public sealed record PreferencesResult([property: Id(0)] NotificationPreferences? Preferences, [property: Id(1)] OrderError? Error)
{
    public static implicit operator PreferencesResult(NotificationPreferences preferences) => new(preferences, null);
    public static implicit operator PreferencesResult(OrderError error) => new(null, error);
}

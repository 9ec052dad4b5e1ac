using System.Collections.Immutable;

namespace Orders;

/// <summary>The queue of outgoing mail; the key is 0. Mail is written to the queue with the notification; this sends it.</summary>
[Alias("orders.IMailGrain")]
public interface IMailGrain : IGrainWithIntegerKey
{
    /// <summary>There is something to send. A hint: what is in the queue is sent in any case.</summary>
    [Alias("Wake"), Orleans.Concurrency.OneWay]
    Task Wake();

    /// <summary>Newest first, for admins (in a demo: for everybody signed in): the development mailbox, and what is stuck.</summary>
    [Alias("List")]
    Task<MailPage> List(Actor caller, MailState? state, long? before, int limit);

    /// <summary>One mail with its texts; null where there is none, or it is not for the caller to see.</summary>
    [Alias("Get")]
    Task<MailView?> Get(Actor caller, long id);

    /// <summary>Sends a parked mail again.</summary>
    /// <returns>False where there is no such parked mail.</returns>
    [Alias("SendAgain")]
    Task<bool> SendAgain(Actor caller, long id);
}

public enum MailState
{
    Waiting,
    Sent,

    /// <summary>Given up after a day of tries: somebody has to look.</summary>
    Parked,
}

[GenerateSerializer, Immutable, Alias("orders.MailPage")]
public sealed record MailPage([property: Id(0)] ImmutableArray<MailView> Items, [property: Id(1)] long? Before);

/// <param name="Text">Null in lists.</param>
/// <param name="Html">Null in lists.</param>
[GenerateSerializer, Immutable, Alias("orders.MailView")]
public sealed record MailView(
    [property: Id(0)] long Id,
    [property: Id(1)] MailState State,
    [property: Id(2)] string To,
    [property: Id(3)] string Subject,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] int Tries,
    [property: Id(6)] DateTimeOffset? NextTryAt,
    [property: Id(7)] string? LastError,
    [property: Id(8)] string? Text,
    [property: Id(9)] string? Html);

using System.Collections.Immutable;

namespace Orders;

/// <summary>Who acts on an order's events, beside the pages that are open.</summary>
public enum OrderConsumer
{
    Inventory,
    Payment,
    Notification,
}

/// <summary>
/// The relay; the key is 0. Events that a consumer has not confirmed within 30 s, and at the start all that are not confirmed, are
/// published again; after 8 tries one is parked, and waits here for an admin.
/// </summary>
[Alias("orders.IOutboxGrain")]
public interface IOutboxGrain : IGrainWithIntegerKey
{
    /// <summary>Sees to it that the relay runs; called when a silo starts. The first sweep follows at once.</summary>
    [Alias("Start")]
    Task Start();

    /// <summary>Looks for what is due, now.</summary>
    [Alias("Sweep")]
    Task Sweep();

    /// <summary>Oldest first; for admins, nothing for others.</summary>
    [Alias("Parked")]
    Task<ImmutableArray<ParkedEvent>> Parked(Actor caller, int limit);

    /// <summary>Sends a parked event again.</summary>
    /// <returns>False where there is none such.</returns>
    [Alias("SendAgain")]
    Task<bool> SendAgain(Actor caller, OrderId order, long sequence, OrderConsumer consumer);
}

/// <param name="At">When it happened.</param>
/// <param name="LastError">Why the last try failed.</param>
[GenerateSerializer, Immutable, Alias("orders.ParkedEvent")]
public sealed record ParkedEvent(
    [property: Id(0)] OrderId Order,
    [property: Id(1)] long Sequence,
    [property: Id(2)] OrderConsumer Consumer,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] int Tries,
    [property: Id(5)] string LastError);

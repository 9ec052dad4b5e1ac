using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orders;

/// <summary>
/// One order; the key is <see cref="OrderId.Value"/>. It checks who calls, decides by <see cref="OrderTransitions"/>, writes its
/// row and its events in one transaction, then tells the world, then answers. An order that is not the caller's answers
/// <see cref="OrderNotFound"/>, exactly like one that does not exist.
/// </summary>
[Alias("orders.IOrderGrain")]
public interface IOrderGrain : IGrainWithIntegerKey
{
    /// <summary>Places the order. Repeated with the same key: the first answer again.</summary>
    /// <returns>The order, or <see cref="OrderIdTaken"/> where another checkout has this id, <see cref="InvalidField"/>, or
    /// <see cref="KeyReused"/>.</returns>
    [Alias("Place")]
    Task<OrderResult> Place(PlaceOrder command);

    /// <summary>Moves the order on. Repeated with the same key: the first answer again.</summary>
    /// <returns>The order, or <see cref="OrderNotFound"/>, <see cref="IllegalTransition"/>, <see cref="InvalidField"/>,
    /// <see cref="VersionMismatch"/>, <see cref="KeyReused"/>.</returns>
    [Alias("Advance")]
    Task<OrderResult> Advance(AdvanceOrder command);

    /// <summary>Stops the order. Repeated with the same key: the first answer again.</summary>
    /// <returns>As <see cref="Advance"/>.</returns>
    [Alias("Cancel")]
    Task<OrderResult> Cancel(CancelOrder command);

    /// <summary>Brings in an order with its past. Repeated with the same external reference: nothing changes.</summary>
    /// <returns>The order; <see cref="OrderIdTaken"/> where the id belongs to another order; <see cref="IllegalTransition"/> or
    /// <see cref="InvalidField"/> where its past could not have happened: then nothing of it is stored.</returns>
    [Alias("Import")]
    Task<OrderResult> Import(ImportOrder command);

    /// <summary>Writes down what became of a refund. Repeated with the same key: nothing changes.</summary>
    /// <returns>The order, or <see cref="OrderNotFound"/>.</returns>
    [Alias("Record")]
    Task<OrderResult> Record(RecordRefund command);

    /// <summary>Takes the steps of the shop's escalation policy that are due; where none is, nothing happens.</summary>
    /// <param name="inDigest">People are told of many orders in one message, not of this one alone.</param>
    /// <returns>Whether a step was taken.</returns>
    [Alias("Escalate")]
    Task<bool> Escalate(bool inDigest);

    /// <summary>Puts off whatever the escalation policy would do.</summary>
    /// <returns>The order, or <see cref="OrderNotFound"/>, <see cref="InvalidField"/>.</returns>
    [Alias("Hold")]
    Task<OrderResult> Hold(HoldOrder command);

    /// <summary>Works out the order's next deadline anew: its shop's policy has changed.</summary>
    [Alias("Reschedule")]
    Task Reschedule();

    /// <summary>Publishes these events to the order's stream again. Sequences that the order does not have are left out.</summary>
    [Alias("Republish")]
    Task Republish(ImmutableArray<long> sequences);

    /// <summary>The order as the caller may see it, or null.</summary>
    [Alias("Get"), ReadOnly]
    Task<OrderView?> Get(Actor caller);

    /// <summary>The order as it was when it was placed: the first answer again. Null as with <see cref="Get"/>.</summary>
    [Alias("Placed"), ReadOnly]
    Task<OrderView?> Placed(Actor caller);

    /// <summary>What the holder of the tracking link may see, or null where the token is not this order's.</summary>
    [Alias("Track"), ReadOnly]
    Task<TrackingView?> Track(string token);
}

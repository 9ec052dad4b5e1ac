using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>An order as it will be brought in, all but the id, which depends on what is stored already.</summary>
/// <param name="Line">Where it stands in the orders' file.</param>
/// <param name="Details">Without the tracking token, which begins with the id.</param>
public sealed record OlistDraft(int Line, DateTimeOffset PlacedAt, OrderDetails Details, ImmutableArray<ImportStep> Steps)
{
    /// <summary>In the history, everything brought in is done by this name.</summary>
    public static Actor Actor { get; } = Actor.System("Olist import");

    public string Reference => Details.ExternalReference!;

    /// <summary>The status it will stand at.</summary>
    public OrderStatus Status => Steps.IsEmpty ? OrderStatus.Received : Steps[^1].To;

    /// <summary>The ids it may have, the likeliest first: the next one is tried where another order has the id.</summary>
    public IEnumerable<OrderId> Candidates()
    {
        var discriminator = OlistIds.Discriminator(Reference);
        for (var i = 0; ; i++) yield return OrderId.Of(PlacedAt, unchecked(discriminator + i));
    }

    public ImportOrder ToCommand(string trackingToken) =>
        new(Actor, PlacedAt, Details with { TrackingToken = trackingToken }, Steps);
}

/// <summary>What becomes of one row of the orders' file: an order for each of its sellers, or the reason why not.</summary>
public sealed record OlistOutcome(ImmutableArray<OlistDraft> Drafts, Refusal? Refusal)
{
    public static implicit operator OlistOutcome(Refusal refusal) => new([], refusal);
}

using Orleans.Storage;

namespace Orders.Storage;

/// <summary>One order's row and new events.</summary>
internal sealed class AppendOrder : Write<OrderHead>
{
    private readonly OrderAppend _append;
    private readonly EncodedEvent[] _events;
    private readonly string[] _searchWords;

    /// <exception cref="ArgumentException">The append contradicts itself.</exception>
    public AppendOrder(OrderAppend append)
    {
        Check(append);
        _append = append;
        _events = EncodedEvent.All(append.Row.Id, append.Head.Hash, append.Events);
        _searchWords = append.Listing is { } listing ? [.. SearchWords.Of(listing.SearchText)] : [];
    }

    protected override OrderHead Run(WriteSession session)
    {
        var statements = session.Use<OrderStatements>();
        var (head, row) = (_append.Head, _append.Row);
        var positions = session.Use<Positions>();
        var last = positions.Last + _events.Length;
        if (head.Version == 0) statements.InsertRow(row, last, Conflict);
        else statements.UpdateRow(row, last, head, _append.PreviousStatus!.Value, Conflict);

        if (_append.Listing is { } listing) statements.InsertListing(row, listing, _searchWords);
        var previous = head.Position;
        foreach (var e in _events)
        {
            var position = positions.Next();
            statements.AppendEvent(row, position, previous, e);
            previous = position;
        }

        statements.Count(row.SellerId, _append.PreviousStatus, row.Status);
        foreach (var awaited in _append.Awaited) session.Use<OutboxStatements>().Insert(row.Id, awaited, row.UpdatedAt, _append.RelayAt);
        return new OrderHead(row.Version, last, _events[^1].ImmutableHash);
    }

    private InconsistentStateException Conflict() => _append.Head.Version == 0
        ? new InconsistentStateException($"Order {_append.Row.Id} exists already.")
        : new InconsistentStateException($"Order {_append.Row.Id} is not at version {_append.Head.Version} any more.");

    private static void Check(OrderAppend append)
    {
        var (head, row, events) = (append.Head, append.Row, append.Events);
        if (events.IsDefaultOrEmpty) throw new ArgumentException("An append has at least one event.", nameof(append));
        for (var i = 0; i < events.Length; i++)
        {
            if (events[i].Sequence != head.Version + 1 + i)
                throw new ArgumentException($"Event {i} has sequence {events[i].Sequence}, not {head.Version + 1 + i}.", nameof(append));
        }

        if (row.Version != events[^1].Sequence) throw new ArgumentException("The row's version is not the last event's.", nameof(append));
        if (head.Version == 0 != append.Listing is not null || head.Version == 0 != append.PreviousStatus is null)
            throw new ArgumentException("The first append, and only the first, has a listing and no previous status.", nameof(append));
    }
}

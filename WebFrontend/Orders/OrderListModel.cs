using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>
/// A list on the screen. Rows change in place; nothing moves under the hand: orders that come in wait until they are asked for,
/// and a row that no longer matches the filter stays until the list is loaded again.
/// </summary>
public sealed class OrderListModel(IOrderSource source, int pageSize = OrderLimits.DefaultPageSize)
{
    private readonly HashSet<OrderId> _waiting = [];
    private readonly Dictionary<OrderId, long> _changed = [];
    private Func<OrderQuery> _asked = () => new OrderQuery();
    private bool _expectsNew;

    /// <summary>Null while the first page is still to come.</summary>
    public ImmutableArray<OrderSummary>? Rows { get; private set; }

    public string? NextCursor { get; private set; }

    public OrderCounts? Counts { get; private set; }

    /// <summary>New orders that wait to be shown.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>The version a row was changed to while it was on the screen; 0 where it was not.</summary>
    public long ChangedTo(OrderId id) => _changed.GetValueOrDefault(id);

    public async Task Load(OrderListQuery query, ViewerClock clock)
    {
        _asked = () => query.ToQuery(clock.Now, clock.Zone, pageSize);
        var counts = source.Counts();
        var page = await source.List(_asked());
        Counts = await counts;
        _expectsNew = query.ExpectsNew(clock.Now, clock.Zone);
        _waiting.Clear();
        _changed.Clear();
        Rows = page.Items;
        NextCursor = page.NextCursor;
    }

    /// <summary>Takes in what has changed. Without a list of ids: something may have been missed, so everything is looked at again.</summary>
    public async Task CatchUp(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (Rows is not { } rows) return;
        Counts = await source.Counts();
        var onScreen = rows.Select(r => r.Id).ToHashSet();
        IEnumerable<OrderId> stale;
        if (changes is null)
        {
            var page = await source.List(_asked());
            foreach (var row in page.Items.Where(r => onScreen.Contains(r.Id))) Replace(row);
            Await(page.Items.Where(r => !onScreen.Contains(r.Id) && (rows.IsEmpty || r.Id > rows[0].Id)).Select(r => r.Id));
            stale = onScreen.Except(page.Items.Select(r => r.Id));
        }
        else
        {
            Await(changes.Where(c => c.Version == 1 && !onScreen.Contains(c.Id)).Select(c => c.Id));
            stale = changes.Where(c => onScreen.Contains(c.Id) && Row(c.Id).Version < c.Version).Select(c => c.Id).Distinct();
        }

        foreach (var id in stale.ToList())
        {
            if (await source.Get(id) is { } order) Replace(With(Row(id), order));
        }
    }

    /// <summary>Takes in an order that this very page has changed.</summary>
    public void Take(OrderView order)
    {
        if (Rows is { } rows && rows.Any(r => r.Id == order.Id)) Replace(With(Row(order.Id), order));
    }

    private void Await(IEnumerable<OrderId> ids)
    {
        if (_expectsNew) _waiting.UnionWith(ids);
    }

    private OrderSummary Row(OrderId id) => Rows!.Value.First(r => r.Id == id);

    private void Replace(OrderSummary row)
    {
        var old = Row(row.Id);
        if (row.Version <= old.Version) return;
        Rows = Rows!.Value.Replace(old, row);
        _changed[row.Id] = row.Version;
    }

    private static OrderSummary With(OrderSummary row, OrderView order) => row with
    {
        Status = order.Status,
        UpdatedAt = order.UpdatedAt,
        Version = order.Version,
        AllowedActions = order.AllowedActions,
        DueAt = order.DueAt,
        EscalationLevel = order.EscalationLevel,
    };
}

using System.Collections.Immutable;

namespace Orders.Commands;

/// <summary>Keeps the accounts of a running import. May be used from several threads.</summary>
public sealed class ImportTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<OrderStatus, int> _imported = [];
    private readonly List<Refusal> _refusals = [];
    private int _rowsRead, _rowsImported, _rowsAlreadyThere, _ordersAlreadyThere;

    /// <summary>Accounts for one row of the orders' file.</summary>
    /// <param name="orders">The orders that the row became, with the answer to each.</param>
    /// <param name="refusal">Why the row, or one of its orders, was refused; null where it was not.</param>
    public void Add(IReadOnlyCollection<(OrderStatus Status, ImportResult Result)> orders, Refusal? refusal)
    {
        lock (_lock)
        {
            _rowsRead++;
            foreach (var (status, result) in orders)
            {
                if (result == ImportResult.Imported) _imported[status] = _imported.GetValueOrDefault(status) + 1;
                if (result == ImportResult.AlreadyThere) _ordersAlreadyThere++;
            }

            if (refusal is not null) _refusals.Add(refusal);
            else if (orders.Any(o => o.Result == ImportResult.Imported)) _rowsImported++;
            else _rowsAlreadyThere++;
        }
    }

    public ImportSummary Close(IReadOnlyList<Refusal> brokenLines, ImportEnd end)
    {
        lock (_lock)
        {
            return new ImportSummary
            {
                RowsRead = _rowsRead,
                RowsImported = _rowsImported,
                RowsAlreadyThere = _rowsAlreadyThere,
                OrdersAlreadyThere = _ordersAlreadyThere,
                OrdersImported = _imported.ToImmutableSortedDictionary(),
                Refusals = [.. _refusals.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)],
                BrokenLines = [.. brokenLines],
                End = end,
            };
        }
    }
}

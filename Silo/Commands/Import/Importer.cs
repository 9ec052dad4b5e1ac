namespace Orders.Commands;

/// <summary>Takes the rows of the orders' file to a target, a bounded number of them at a time, and accounts for every one.</summary>
public sealed class Importer(OlistReader reader, IImportTarget target, int inFlight)
{
    private readonly ImportTally _tally = new();

    /// <param name="stop">Stops between rows: those begun are finished and accounted for.</param>
    /// <param name="rowDone">Called after each row, from several threads.</param>
    /// <exception cref="Exception">Whatever the target threw; <see cref="Close"/> has what was done until then.</exception>
    public Task Run(OlistData data, Action rowDone, CancellationToken stop) => Parallel.ForEachAsync(
        Rows(stop), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (row, _) =>
        {
            await Import(row, data);
            rowDone();
        });

    public ImportSummary Close(OlistData data, ImportEnd end) => _tally.Close(data.BrokenLines, end);

    private IEnumerable<(OlistOrderRow? Row, Refusal? Refusal)> Rows(CancellationToken stop)
    {
        var lines = new Dictionary<string, int>();
        foreach (var (row, broken) in reader.ReadOrders())
        {
            if (stop.IsCancellationRequested) yield break;
            yield return row is null || lines.TryAdd(row.OrderId, row.Line)
                ? (row, broken)
                : (null, new Refusal(OlistFiles.Orders, row.Line, "the order stands in the file already", $"line {lines[row.OrderId]}"));
        }
    }

    private async Task Import((OlistOrderRow? Row, Refusal? Refusal) read, OlistData data)
    {
        var (drafts, refusal) = read.Row is null ? read.Refusal! : OlistMapping.Map(read.Row, data);
        var orders = new List<(OrderStatus, ImportResult)>();
        foreach (var draft in drafts)
        {
            var answer = await target.Import(draft);
            orders.Add((draft.Status, answer.Result));
            if (answer.Result == ImportResult.Refused) refusal ??= new Refusal(OlistFiles.Orders, draft.Line, answer.Why!, draft.Reference);
        }

        _tally.Add(orders, refusal);
    }
}

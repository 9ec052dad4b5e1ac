namespace Orders.Commands;

/// <summary>
/// Counts afterwards: the orders that came in must be those that the queries count now and did not before, and the numbers kept
/// for the tabs must be those of the rows.
/// </summary>
public sealed class ImportVerification
{
    private static readonly Actor Everything = new(Role.Admin, 0, "import");

    private readonly SiloSession _silo;
    private readonly OrderCounts _before;

    private ImportVerification(SiloSession silo, OrderCounts before)
    {
        _silo = silo;
        _before = before;
    }

    public static async Task<ImportVerification> Begin(SiloSession silo) => new(silo, await Counts(silo));

    /// <exception cref="CommandException">The counts disagree.</exception>
    public async Task End(ImportSummary summary, TextWriter output)
    {
        var after = await Counts(_silo);
        var rows = await _silo.Database.Read(DatabaseCounts.Read);
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            var expected = _before.ByStatus[status] + summary.OrdersImported.GetValueOrDefault(status);
            Require(status, "by the queries", after.ByStatus[status], expected);
            Require(status, "in the database", rows.GetValueOrDefault(status), expected);
        }

        output.WriteLine();
        output.WriteLine(FormattableString.Invariant(
            $"Counted again by the queries and in the database: {after.ByStatus.Values.Sum():N0} orders, the same per status."));
    }

    private static Task<OrderCounts> Counts(SiloSession silo) => silo.Grains.GetGrain<IOrderQueriesGrain>(0).Counts(Everything);

    private static void Require(OrderStatus status, string where, long counted, long expected)
    {
        if (counted == expected) return;
        throw new CommandException(ExitCodes.Failed, FormattableString.Invariant(
            $"The counts disagree: {counted:N0} orders are {status.InWords()} {where}, {expected:N0} should be. Please report this."));
    }
}

using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>The database of the configuration, for the commands that carry it from one place to another.</summary>
internal static class TransferDatabase
{
    /// <exception cref="CommandException">There is none, or it is not one to read from: the message says why.</exception>
    public static ITransferSource OpenSource(OrdersOptions options) =>
        Opened<ITransferSource>(() => options.Database.IsPostgres
            ? PostgresTransferSource.Open(options.Database.ConnectionString!)
            : SqliteTransferSource.Open(Path.GetFullPath(options.DataDirectory)));

    /// <exception cref="CommandException">It cannot be written to: the message says why.</exception>
    public static ITransferTarget OpenTarget(OrdersOptions options) =>
        Opened<ITransferTarget>(() => options.Database.IsPostgres
            ? PostgresTransferTarget.Open(options, TimeProvider.System)
            : SqliteTransferTarget.Open(Path.GetFullPath(options.DataDirectory), TimeProvider.System));

    private static T Opened<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is NoShopException or ClusterNotCarriedException)
        {
            throw new CommandException(ExitCodes.Usage, e.Message);
        }
        catch (Exception e) when (StartFailure.InWords(e) is { } words)
        {
            throw new CommandException(ExitCodes.CannotStart, words);
        }
    }
}

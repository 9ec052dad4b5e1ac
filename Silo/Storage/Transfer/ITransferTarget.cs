namespace Orders.Storage;

/// <summary>
/// A database that an export is imported into. How far it is stands in the database itself and is committed together with the rows, so
/// that an import which is killed goes on where it was; until it is finished, no silo starts on it (<see cref="ImportMark"/>).
/// </summary>
internal interface ITransferTarget : IDisposable
{
    /// <summary>Begins, or goes on with what was begun.</summary>
    /// <exception cref="ImportRefusedException">There is something in it, or another import was begun.</exception>
    ImportProgress Begin(ImportOrigin origin);

    /// <summary>Durable with the next <see cref="Commit"/>. Rows come by table, in the order of <see cref="TransferTables.All"/>.</summary>
    /// <exception cref="FormatException">The database cannot store a value.</exception>
    void Write(TransferTable table, TransferRow row);

    /// <param name="part">The one that these rows belong to.</param>
    void Commit(TransferPart part, ImportPosition position);

    /// <summary>What is stored now.</summary>
    ITransferSource Read();

    /// <summary>All is there and compared: from now on it is a shop like any other.</summary>
    void Finish();

    /// <summary>Empties what an unfinished import has brought.</summary>
    /// <returns>The import that was thrown away; null where there was none.</returns>
    ImportOrigin? Discard();
}

/// <summary>Which export is imported.</summary>
/// <param name="Export">The id in its header.</param>
/// <param name="File">As the person at the keyboard named it.</param>
/// <param name="ExportedAt">As in <see cref="StoredTime"/>.</param>
internal sealed record ImportOrigin(string Export, string File, long ExportedAt)
{
    public override string ToString() => FormattableString.Invariant($"{File}, exported {StoredTime.Read(ExportedAt):yyyy-MM-dd HH:mm:ss}Z");
}

/// <summary>Up to where a database, or a part of it, has been filled.</summary>
/// <param name="Table">The table of which rows were committed last; empty: there are none yet.</param>
/// <param name="Sha256">Of these rows, as in the file.</param>
internal sealed record ImportPosition(string Table, long Rows, string Sha256)
{
    public static ImportPosition None { get; } = new("", 0, "");
}

/// <param name="Shop">Of the shop's tables.</param>
/// <param name="Accounts">Of the accounts' tables; the same where they are in one database.</param>
/// <param name="IsLoaded">Every row is there and was compared; only <see cref="ITransferTarget.Finish"/> is missing.</param>
internal sealed record ImportProgress(ImportPosition Shop, ImportPosition Accounts, bool IsLoaded)
{
    public bool IsResumed => Shop.Rows > 0 || Accounts.Rows > 0 || IsLoaded;

    /// <summary>How many rows of a table are there already; <see cref="long.MaxValue"/>: all.</summary>
    public long Done(TransferTable table)
    {
        var position = At(table.Part);
        var (last, asked) = (IndexOf(position.Table), IndexOf(table.Name));
        return IsLoaded || asked < last ? long.MaxValue : asked == last ? position.Rows : 0;
    }

    public ImportPosition At(TransferPart part) => part == TransferPart.Shop ? Shop : Accounts;

    private static int IndexOf(string table) => TransferTables.All.Select(t => t.Name).ToList().IndexOf(table);
}

/// <summary>The import cannot be: the message says why, to the person at the keyboard.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);

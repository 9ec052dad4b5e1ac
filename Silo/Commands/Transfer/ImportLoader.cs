using Orders.Storage;

namespace Orders.Commands;

/// <summary>Takes the rows of an export into a database, many to a transaction; what is there already is passed over.</summary>
internal sealed class ImportLoader(ITransferTarget target, ImportProgress begun, Action<int> progress) : IExportVisitor
{
    private const int MostRows = 20_000;
    private const long MostBytes = 16 << 20;

    private readonly TransferRow _row = new();
    private int _rows;
    private long _bytes;

    /// <summary>Rows that were there already.</summary>
    public long Skipped { get; private set; }

    public void Row(TransferTable table, long number, ReadOnlySpan<byte> line, ExportReader reader)
    {
        if (number % ExportLines.RowsBetweenChecks == 0) progress(ExportLines.RowsBetweenChecks);
        var done = begun.Done(table);
        if (number <= done)
        {
            Skipped++;
            if (number == done && reader.Sha256() != begun.At(table.Part).Sha256)
                throw new ExportFileException(reader.LineNumber, $"up to here table {table.Name} is not what the import was begun with.");
            return;
        }

        Take(table, line, reader);
        (_rows, _bytes) = (_rows + 1, _bytes + line.Length);
        if (_rows >= MostRows || _bytes >= MostBytes) Commit(table, number, reader);
    }

    public void End(TransferTable table, long rows, ExportReader reader)
    {
        progress((int)(rows % ExportLines.RowsBetweenChecks));
        if (_rows > 0) Commit(table, rows, reader);
    }

    private void Commit(TransferTable table, long number, ExportReader reader)
    {
        target.Commit(table.Part, new ImportPosition(table.Name, number, reader.Sha256()));
        (_rows, _bytes) = (0, 0);
    }

    private void Take(TransferTable table, ReadOnlySpan<byte> line, ExportReader reader)
    {
        try
        {
            ExportRowJson.Read(table, line, _row);
            target.Write(table, _row);
        }
        catch (FormatException e)
        {
            throw new ExportFileException(reader.LineNumber, $"it is not a row of {table.Name} that can be stored: {e.Message}.");
        }
    }
}

/// <summary>Only looks whether the file is whole.</summary>
internal sealed class ExportInspection(Action<int> progress) : IExportVisitor
{
    public void Row(TransferTable table, long number, ReadOnlySpan<byte> line, ExportReader reader)
    {
        if (number % ExportLines.RowsBetweenChecks == 0) progress(ExportLines.RowsBetweenChecks);
    }

    public void End(TransferTable table, long rows, ExportReader reader) => progress((int)(rows % ExportLines.RowsBetweenChecks));
}

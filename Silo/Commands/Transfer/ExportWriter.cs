using System.Buffers;
using System.Security.Cryptography;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>What an export comes to. Of equal shops it is the same, whatever database they are in.</summary>
/// <param name="Sha256">Over the last lines of all tables, each of which has the hash of its rows.</param>
internal sealed record ExportContent(long Rows, string Sha256);

/// <summary>Writes an export, or, to nowhere, finds out what one would come to.</summary>
internal sealed class ExportWriter(Stream output) : IDisposable
{
    private readonly IncrementalHash _rows = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _tables = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <param name="header">Null: only its content is asked for.</param>
    /// <param name="progress">Called with a number of rows done.</param>
    public ExportContent Write(ITransferSource source, ExportHeader? header, Action<int> progress, CancellationToken stop)
    {
        if (header is not null) Line(ExportLines.Header(header));
        var all = 0L;
        foreach (var table in TransferTables.All) all += WriteTable(source, table, progress, stop);
        var hash = _tables.GetHashAndReset();
        Line(ExportLines.End(ExportHeader.FormatName, all, hash));
        return new ExportContent(all, Convert.ToHexStringLower(hash));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _tables.Dispose();
    }

    private long WriteTable(ITransferSource source, TransferTable table, Action<int> progress, CancellationToken stop)
    {
        Line(ExportLines.Table(table));
        var rows = 0L;
        foreach (var row in source.Read(table))
        {
            _line.ResetWrittenCount();
            ExportRowJson.Write(table, row, _line);
            _rows.AppendData(_line.WrittenSpan);
            output.Write(_line.WrittenSpan);
            rows++;
            if (rows % ExportLines.RowsBetweenChecks != 0) continue;
            Line(ExportLines.Check(rows, _rows.GetCurrentHash()));
            progress(ExportLines.RowsBetweenChecks);
            stop.ThrowIfCancellationRequested();
        }

        progress((int)(rows % ExportLines.RowsBetweenChecks));
        var end = ExportLines.End(table.Name, rows, _rows.GetHashAndReset());
        _tables.AppendData(end);
        Line(end);
        return rows;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        output.Write(line);
        output.Write("\n"u8);
    }
}

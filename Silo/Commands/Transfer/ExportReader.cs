using System.Security.Cryptography;
using System.Text.Json;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>What is told of each row, and at the end of each table.</summary>
internal interface IExportVisitor
{
    /// <param name="number">Of the row in its table, from 1.</param>
    /// <param name="line">Valid during the call.</param>
    void Row(TransferTable table, long number, ReadOnlySpan<byte> line, ExportReader reader);

    void End(TransferTable table, long rows, ExportReader reader);
}

/// <summary>Reads an export from its first line to its last, and holds every line against the checksums in it.</summary>
internal sealed class ExportReader(Stream input) : IDisposable
{
    private readonly LineReader _lines = new(input);
    private readonly IncrementalHash _rows = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _tables = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long LineNumber => _lines.Number;

    /// <summary>Of the table's rows up to the one at hand.</summary>
    public string Sha256() => Convert.ToHexStringLower(_rows.GetCurrentHash());

    /// <exception cref="ExportFileException">It is not an export that this program can read.</exception>
    public ExportHeader ReadHeader() => ExportHeaderCheck.Parse(_lines);

    /// <summary>Reads all that follows the header.</summary>
    /// <exception cref="ExportFileException">The file is not as it was written.</exception>
    public ExportContent Read(ExportHeader header, IExportVisitor visitor, CancellationToken stop)
    {
        var all = 0L;
        foreach (var (i, table) in TransferTables.All.Index())
        {
            Expect(ExportLines.Table(table), $"the beginning of table {table.Name}");
            var rows = ReadTable(table, visitor, stop);
            if (rows != header.Tables[i].Rows) throw Wrong(FormattableString.Invariant($"{table.Name} has {rows:N0} rows, and the first line says {header.Tables[i].Rows:N0}."));
            all += rows;
        }

        var hash = _tables.GetHashAndReset();
        Expect(ExportLines.End(ExportHeader.FormatName, all, hash), "the end");
        if (_lines.Read()) throw Wrong("the export has ended, and something follows.");
        return new ExportContent(all, Convert.ToHexStringLower(hash));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _tables.Dispose();
    }

    private long ReadTable(TransferTable table, IExportVisitor visitor, CancellationToken stop)
    {
        var (rows, soundUpTo) = (0L, _lines.Number);
        while (true)
        {
            Next($"in the middle of table {table.Name}");
            var line = _lines.Line.Span;
            if (line is [(byte)'[', ..])
            {
                _rows.AppendData(line);
                _rows.AppendData("\n"u8);
                visitor.Row(table, ++rows, line, this);
                continue;
            }

            var marker = Marker();
            var (expected, ends) = marker.End == table.Name
                ? (ExportLines.End(table.Name, rows, _rows.GetCurrentHash()), true)
                : (ExportLines.Check(rows, _rows.GetCurrentHash()), false);
            if (!line.SequenceEqual(expected)) throw Edited(table, rows, soundUpTo + 1, marker);
            soundUpTo = _lines.Number;
            stop.ThrowIfCancellationRequested();
            if (!ends) continue;
            visitor.End(table, rows, this);
            _rows.GetHashAndReset();
            _tables.AppendData(expected);
            return rows;
        }
    }

    private ExportFileException Edited(TransferTable table, long rows, long from, ExportMarker marker)
    {
        if (marker is { Check: null, End: null }) return Wrong($"it does not belong here, in the middle of table {table.Name}.");
        var where = FormattableString.Invariant($"the lines {from} to {_lines.Number} (table {table.Name})");
        return (marker.Rows ?? marker.Check) is { } told && told != rows
            ? Wrong(FormattableString.Invariant($"{where} are not as they were exported: up to here there were {told:N0} rows, now there are {rows:N0}."))
            : Wrong($"{where} are not as they were exported: their checksum is another.");
    }

    private ExportMarker Marker()
    {
        try
        {
            return JsonSerializer.Deserialize(_lines.Line.Span, ExportJson.Lines.ExportMarker) ?? throw Wrong("it is no line of an export.");
        }
        catch (JsonException)
        {
            throw Wrong("it is no line of an export.");
        }
    }

    private void Expect(ReadOnlySpan<byte> expected, string what)
    {
        Next($"before {what}");
        if (!_lines.Line.Span.SequenceEqual(expected)) throw Wrong($"it is not {what}, as this program writes it.");
    }

    private void Next(string where)
    {
        if (!_lines.Read()) throw new ExportFileException(_lines.Number + 1, $"the file ends {where}: it is not complete.");
    }

    private ExportFileException Wrong(string message) => new(_lines.Number, message);
}

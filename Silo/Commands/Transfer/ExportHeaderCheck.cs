using System.Text.Json;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>Whether a file is an export that this program can import.</summary>
internal static class ExportHeaderCheck
{
    /// <exception cref="ExportFileException">It is not: the message says why.</exception>
    public static ExportHeader Parse(LineReader lines)
    {
        var header = Read(lines);
        if (header.Version > ExportHeader.CurrentVersion)
            throw new ExportFileException(1, $"the export has format {header.Version}, from a later version of this program, which knows formats up to {ExportHeader.CurrentVersion}. Import it with that version.");
        if (header.Version < ExportHeader.CurrentVersion)
            throw new ExportFileException(1, $"the export has format {header.Version}, which this program does not read any more: it reads {ExportHeader.CurrentVersion}. Import it with the version that wrote it, and start this one on the result.");
        if (header.Schema > TransferTables.Version)
            throw new ExportFileException(1, $"the export has schema {header.Schema}, from a later version of this program, which knows schemas up to {TransferTables.Version}. Import it with that version.");
        if (header.Schema < TransferTables.Version)
            throw new ExportFileException(1, $"the export has schema {header.Schema}, from an earlier version of this program, which has {TransferTables.Version}. Start this version on the shop that it comes from, which brings that up to date, and export again; or import it with the version that wrote it, and start this one on the result.");
        if (!header.Tables.Select(t => t.Name).SequenceEqual(TransferTables.All.Select(t => t.Name)))
            throw new ExportFileException(1, "the export has other tables than this program writes.");
        return header;
    }

    private static ExportHeader Read(LineReader lines)
    {
        const string NotOne = "it is not an export of Orders: its first line does not say so.";
        if (!HasLine(lines)) throw new ExportFileException(0, NotOne);
        try
        {
            var header = JsonSerializer.Deserialize(lines.Line.Span, ExportJson.Lines.ExportHeader);
            return header is { Format: ExportHeader.FormatName } ? header with { Tables = header.Tables.IsDefault ? [] : header.Tables }
                : throw new ExportFileException(0, NotOne);
        }
        catch (JsonException)
        {
            throw new ExportFileException(0, NotOne);
        }
    }

    private static bool HasLine(LineReader lines)
    {
        try
        {
            return lines.Read();
        }
        catch (ExportFileException)
        {
            return false; // Not a whole line in all of the file.
        }
    }
}

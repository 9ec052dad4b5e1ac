using System.Text.Json;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>The lines of an export that are not rows, without their ends. What may be read is exactly what would be written.</summary>
internal static class ExportLines
{
    /// <summary>After so many rows a line says what they come to, so that an edited file can be told from a good one within as many lines.</summary>
    public const int RowsBetweenChecks = 1000;

    public static byte[] Header(ExportHeader header) => JsonSerializer.SerializeToUtf8Bytes(header, ExportJson.Lines.ExportHeader);

    // Columns stay in the order of their values, which no dictionary promises: so this one is put together by hand.
    public static byte[] Table(TransferTable table)
    {
        var columns = string.Join(',', table.Columns.Select(c => $"{Quote(c.Name)}:{Quote(NameOf(c.Kind))}"));
        return System.Text.Encoding.UTF8.GetBytes($"{{\"table\":{Quote(table.Name)},\"columns\":{{{columns}}}}}");
    }

    public static byte[] Check(long rows, byte[] sha256) => Marker(new ExportMarker { Check = rows, Sha256 = Convert.ToHexStringLower(sha256) });

    public static byte[] End(string name, long rows, byte[] sha256) =>
        Marker(new ExportMarker { End = name, Rows = rows, Sha256 = Convert.ToHexStringLower(sha256) });

    private static byte[] Marker(ExportMarker marker) => JsonSerializer.SerializeToUtf8Bytes(marker, ExportJson.Lines.ExportMarker);

    private static string Quote(string name) => $"\"{name}\""; // Names of tables and columns have nothing to escape.

    private static string NameOf(TransferKind kind) => kind switch
    {
        TransferKind.Number => "number",
        TransferKind.Text => "text",
        TransferKind.Binary => "base64",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };
}

using System.Buffers;
using System.Text;

namespace Orders.Web;

/// <summary>Writes CSV (RFC 4180) that a spreadsheet shows as it is: a text that could be a formula is made plain text.</summary>
public static class CsvCells
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n\t'");

    public static void Append(StringBuilder output, IEnumerable<string?> cells)
    {
        output.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
    }

    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var plain = IsFormula(text) ? "'" + text : text;
        return plain.AsSpan().IndexOfAny(NeedQuotes) < 0 && plain.Trim().Length == plain.Length
            ? plain
            : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // Spreadsheets skip blanks and invisible characters before they look for a formula, and know full-width signs too.
    private static bool IsFormula(string text)
    {
        var first = text.AsSpan().TrimStart(" \u00A0\u200B\uFEFF\"");
        return text[0] is '\t' or '\r' or '\n' || first.Length > 0 && first[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n'
            or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
    }
}

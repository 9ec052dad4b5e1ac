using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Orders.Commands;

/// <summary>One line of a file.</summary>
/// <param name="Fields">The columns asked for, in the order they were asked for; empty where the line is broken.</param>
/// <param name="Problem">What is wrong with the line; null where nothing is.</param>
/// <param name="FirstField">The line's first column, as far as it could be read.</param>
public sealed record CsvLine(string File, int Number, ImmutableArray<string> Fields, string? Problem, string FirstField);

/// <summary>
/// Reads a file of comma-separated values line by line. None of the columns read here can hold a line break, so every line is
/// taken by itself: a quotation mark that is never closed spoils its own line and not the rest of the file.
/// </summary>
public static class CsvFile
{
    private static readonly CsvConfiguration Configuration = new(CultureInfo.InvariantCulture)
    {
        HasHeaderRecord = false,
        BufferSize = 512,
        ProcessFieldBufferSize = 256,
        TrimOptions = TrimOptions.Trim,
        BadDataFound = null,
    };

    /// <exception cref="ImportFilesException">The file or one of the columns is not there.</exception>
    public static IEnumerable<CsvLine> Read(string path, ImmutableArray<string> columns)
    {
        var file = Path.GetFileName(path);
        using var reader = Open(path);
        var heading = Split(reader.ReadLine() ?? "");
        var indexes = Locate(file, heading, columns);
        var number = 1;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return Parse(file, number, line, heading.Length, indexes);
        }
    }

    /// <summary>How many lines there are below the heading, for the progress bar.</summary>
    public static int CountRows(string path)
    {
        using var reader = Open(path);
        var rows = -1;
        while (reader.ReadLine() is { } line) rows += string.IsNullOrWhiteSpace(line) ? 0 : 1;
        return Math.Max(rows, 0);
    }

    private static CsvLine Parse(string file, int number, string line, int width, ImmutableArray<int> indexes)
    {
        var fields = Split(line);
        var first = fields.Length > 0 ? fields[0] : "";
        if (HasOpenQuote(line)) return new CsvLine(file, number, [], "a quotation mark is not closed", first);
        return fields.Length == width
            ? new CsvLine(file, number, [.. indexes.Select(i => fields[i])], null, first)
            : new CsvLine(file, number, [], $"{fields.Length} columns where the heading has {width}", first);
    }

    private static ImmutableArray<int> Locate(string file, string[] heading, ImmutableArray<string> columns)
    {
        var missing = columns.Where(c => !heading.Contains(c)).ToArray();
        return missing.Length == 0
            ? [.. columns.Select(c => Array.IndexOf(heading, c))]
            : throw new ImportFilesException(
                $"{file} has no column {string.Join(", ", missing)}. Its first line must name the columns; it has: "
                + $"{string.Join(", ", heading)}.");
    }

    private static string[] Split(string line)
    {
        using var text = new StringReader(line);
        using var parser = new CsvParser(text, Configuration);
        return parser.Read() ? parser.Record ?? [] : [];
    }

    // A quotation mark inside a quoted field is doubled, so a sound line has an even number of them.
    private static bool HasOpenQuote(string line) => line.AsSpan().Count('"') % 2 != 0;

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImportFilesException($"{Path.GetFileName(path)} is not in {Path.GetDirectoryName(Path.GetFullPath(path))}.");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ImportFilesException($"{path} cannot be read: {e.Message}");
        }
    }
}

using System.Globalization;

namespace Orders.Benchmarks;

/// <summary>A Markdown table, printed row by row as the figures come in.</summary>
public sealed class Table
{
    private readonly int _width;
    private bool _ended;

    public Table(string title, params string[] columns)
    {
        _width = columns.Length;
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Row(columns);
        Row([.. columns.Select((_, i) => i == 0 ? "---" : "---:")]);
    }

    public void Row(params string[] cells)
    {
        if (_ended || cells.Length != _width) throw new ArgumentException($"A row has {_width} cells, before the end.", nameof(cells));
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    public void End(string? note = null)
    {
        _ended = true;
        Console.WriteLine();
        if (note is null) return;
        Console.WriteLine(note);
        Console.WriteLine();
    }

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Microseconds(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture) + " µs";
}

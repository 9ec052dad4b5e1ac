using System.Globalization;

namespace Orders.Commands;

/// <summary>Says in words what an import did.</summary>
public static class ImportReport
{
    public static void Write(TextWriter output, ImportSummary summary, bool dryRun)
    {
        output.WriteLine();
        WriteRefusals(output, summary);
        output.WriteLine(dryRun ? "Dry run: nothing was written." : summary.Interrupted ? "Stopped. Run it again to go on." : "Done.");
        output.WriteLine();
        Line(output, "rows read", summary.RowsRead);
        Line(output, dryRun ? "  can be imported" : "  imported", summary.RowsImported);
        if (!dryRun) Line(output, "  already there", summary.RowsAlreadyThere);
        Line(output, "  refused", summary.Refusals.Length);
        output.WriteLine();
        Line(output, dryRun ? "orders these rows make" : "orders imported", summary.TotalImported);
        foreach (var (status, count) in summary.OrdersImported) Line(output, "  " + status.ToString().ToLowerInvariant(), count);
        if (!dryRun) Line(output, "orders already there", summary.OrdersAlreadyThere);
    }

    private static void WriteRefusals(TextWriter output, ImportSummary summary)
    {
        if (summary.BrokenLines.Length > 0)
        {
            output.WriteLine("Lines that cannot be read:");
            foreach (var line in summary.BrokenLines) output.WriteLine($"  {line}");
            output.WriteLine();
        }

        foreach (var kind in summary.Refusals.GroupBy(r => r.Kind).OrderByDescending(g => g.Count()))
        {
            output.WriteLine($"Refused, {kind.Count()}: {kind.Key}");
            foreach (var refusal in kind) output.WriteLine($"  {refusal}");
            output.WriteLine();
        }
    }

    private static void Line(TextWriter output, string what, int count) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-24}{count,10:N0}"));
}

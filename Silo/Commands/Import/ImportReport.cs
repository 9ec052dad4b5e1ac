using System.Globalization;

namespace Orders.Commands;

/// <summary>Says in words what an import did.</summary>
public static class ImportReport
{
    public static void Write(TextWriter output, ImportSummary summary, bool dryRun)
    {
        output.WriteLine();
        WriteRefusals(output, summary);
        output.WriteLine(Ending(summary.End, dryRun));
        output.WriteLine();
        Line(output, "rows read", summary.RowsRead);
        Line(output, dryRun ? "  can be imported" : "  imported", summary.RowsImported);
        if (!dryRun) Line(output, "  already there", summary.RowsAlreadyThere);
        Line(output, "  refused", summary.Refusals.Length);
        output.WriteLine();
        Line(output, dryRun ? "orders these rows make" : "orders imported", summary.TotalImported);
        foreach (var (status, count) in summary.OrdersImported) Line(output, "  " + status.InWords(), count);
        if (!dryRun) Line(output, "orders already there", summary.OrdersAlreadyThere);
    }

    private static string Ending(ImportEnd end, bool dryRun) => (end, dryRun) switch
    {
        (ImportEnd.Done, false) => "Done.",
        (ImportEnd.Done, true) => "Dry run: nothing was written.",
        (_, true) => "Dry run, not to the end.",
        (ImportEnd.Stopped, false) => "Stopped. What is listed as imported is stored; run it again to go on.",
        (_, false) => "Failed. What is listed as imported is stored; run it again to go on.",
    };

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

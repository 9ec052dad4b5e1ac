using System.Globalization;

namespace Orders.Tests.Crash;

/// <summary>
/// What the files say about an order, read a second time and independently of the import: by splitting lines at commas, and by
/// the mapping as docs/import.md has it.
/// </summary>
internal sealed record ExpectedOrder(string Reference, IReadOnlyList<(OrderStatus Status, DateTimeOffset At)> History)
{
    /// <summary>Every order that the files make, one for each seller of a row; rows that cannot be mapped make none.</summary>
    public static List<ExpectedOrder> ReadAll(string folder, out int rows)
    {
        var sellers = File.ReadLines(Path.Combine(folder, "olist_order_items_dataset.csv")).Skip(1)
            .Select(line => line.Split(',')).ToLookup(f => f[0], f => f[3]);
        var expected = new List<ExpectedOrder>();
        rows = 0;
        foreach (var line in File.ReadLines(Path.Combine(folder, "olist_orders_dataset.csv")).Skip(1))
        {
            rows++;
            var f = line.Split(',');
            if (HistoryOf(f[2], Time(f[3])!.Value, Time(f[4]), Time(f[5]), Time(f[6])) is not { } history) continue;
            expected.AddRange(sellers[f[0]].Distinct().Select(seller => new ExpectedOrder($"{f[0]}/{seller}", history)));
        }

        return expected;
    }

    private static List<(OrderStatus, DateTimeOffset)>? HistoryOf(
        string status, DateTimeOffset purchased, DateTimeOffset? approved, DateTimeOffset? handed, DateTimeOffset? delivered)
    {
        List<(OrderStatus, DateTimeOffset)> history = [(OrderStatus.Received, purchased)];
        if (status == "created") return history;
        if (status is "canceled" or "unavailable")
        {
            if (approved is { } before) history.Add((OrderStatus.Preparing, before));
            if (approved is not null && handed is { } out1) history.Add((OrderStatus.Prepared, out1.AddMinutes(-1)));
            history.Add((OrderStatus.Cancelled, new[] { purchased, approved, handed, delivered }.Max()!.Value));
            return history;
        }

        if (approved is null) return null;
        history.Add((OrderStatus.Preparing, approved.Value));
        if (status is "approved" or "processing" or "invoiced") return history;
        if (handed is null) return null;
        history.Add((OrderStatus.Prepared, handed.Value.AddMinutes(-1)));
        history.Add((OrderStatus.Shipped, handed.Value));
        if (status == "shipped") return history;
        if (delivered is null) return null;
        history.Add((OrderStatus.Delivered, delivered.Value));
        history.Add((OrderStatus.Closed, delivered.Value.AddDays(7)));
        return history;
    }

    private static DateTimeOffset? Time(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

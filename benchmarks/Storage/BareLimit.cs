using System.Diagnostics;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>
/// The same statements in batches of the same size, one transaction each, on one thread, with everything encoded beforehand: what
/// the database can do at most. What goes through grains is compared with this.
/// </summary>
internal static class BareLimit
{
    /// <summary>Transitions per second; only the transactions are timed.</summary>
    public static double Rate(BenchmarkDatabase data, HotOrders hot, int batchSize, TimeSpan length)
    {
        using var connection = data.OpenBare();
        var session = new WriteSession(connection);
        var slots = Enumerable.Range(0, batchSize).Select(_ => hot.Take()).ToArray();
        var (busy, done) = (TimeSpan.Zero, 0L);
        while (busy < length)
        {
            var appends = Array.ConvertAll(slots, order => order.Step());
            var writes = Array.ConvertAll(appends, append => new AppendOrder(append));
            var started = Stopwatch.GetTimestamp();
            session.Begin();
            foreach (var write in writes) session.Apply(write);
            session.Commit();
            busy += Stopwatch.GetElapsedTime(started);
            done += batchSize;
            Advance(slots, appends, writes, hot);
        }

        hot.Return(slots);
        return done / busy.TotalSeconds;
    }

    private static void Advance(HotOrder[] slots, OrderAppend[] appends, AppendOrder[] writes, HotOrders hot)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            writes[i].Succeed();
            slots[i].Moved(writes[i].Done.GetAwaiter().GetResult(), appends[i].Row);
            if (slots[i].IsClosed) slots[i] = hot.Take();
        }
    }
}

namespace Orders.Benchmarks;

/// <summary>What so much virtual time of a waiting line came to.</summary>
/// <param name="Busy">The share of time in which each of the servers worked, on average.</param>
/// <param name="Latencies">Of each customer, in seconds, from coming to leaving.</param>
internal sealed record LineRun(double Busy, IReadOnlyList<double> Latencies);

/// <summary>
/// Customers come at random (Poisson) and are served in the order they came, by one server or several: a grain with its calls, or the
/// cores of a silo.
/// </summary>
internal static class LineSimulation
{
    /// <param name="rate">Customers a second.</param>
    /// <param name="service">How long one takes, in seconds.</param>
    /// <param name="seconds">Of virtual time, in which customers come; who has come is served to the end.</param>
    public static LineRun Run(double rate, int servers, Func<Random, double> service, double seconds, Random random)
    {
        var free = new PriorityQueue<int, double>(Enumerable.Range(0, servers).Select(n => (n, 0.0)));
        var latencies = new List<double>();
        var (worked, end) = (0.0, seconds);
        for (var arrival = Chance.Gap(random, rate); arrival <= seconds; arrival += Chance.Gap(random, rate))
        {
            free.TryDequeue(out var server, out var from);
            var takes = service(random);
            var leaves = Math.Max(arrival, from) + takes;
            free.Enqueue(server, leaves);
            worked += takes;
            end = Math.Max(end, leaves);
            latencies.Add(leaves - arrival);
        }

        return new LineRun(worked / end / servers, latencies);
    }
}

/// <summary>Numbers by chance, the same for the same seed.</summary>
internal static class Chance
{
    /// <summary>Seconds until the next of what comes so often a second, at random.</summary>
    public static double Gap(Random random, double rate) => -Math.Log(1 - random.NextDouble()) / rate;

    /// <summary>The value below which this share of them lies.</summary>
    public static double Percentile(IReadOnlyList<double> values, double share)
    {
        if (values.Count == 0) return 0;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[(int)((sorted.Length - 1) * share)];
    }
}

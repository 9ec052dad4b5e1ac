namespace Orders.Benchmarks;

/// <summary>How one part of the system does.</summary>
/// <param name="Load">What is asked of it, as a part of what it can do at most; from 1 on its line grows without end.</param>
/// <param name="Busy">The part of the time in which it works; for a database server: in which a commit is under way.</param>
internal sealed record PartResult(double Load, double Busy, double P50, double P99)
{
    public bool IsOver => Load >= 1;
}

/// <summary>A database server, and the stock whose writes go there that is asked for most.</summary>
internal sealed record ServerResult(PartResult Server, double WritesPerCommit, PartResult HottestStock);

/// <summary>So many orders a second, spread over servers and silos, in virtual time.</summary>
internal sealed class ScaleSimulation(ScaleInputs inputs)
{
    /// <summary>The server that has the biggest shop: alone, where that is more than a server's even share.</summary>
    public ServerResult HottestServer(int servers) => Server(Math.Max(inputs.HotShop, 1.0 / servers), servers);

    /// <summary>Any other server; null: there is none.</summary>
    public ServerResult? OrdinaryServer(int servers) =>
        servers == 1 ? null : Server((1 - Math.Max(inputs.HotShop, 1.0 / servers)) / (servers - 1), servers);

    /// <summary>The cores of one silo.</summary>
    public PartResult Silo(int silos)
    {
        var turn = inputs.ProcessorPerOrder / inputs.TurnsPerOrder;
        var turns = inputs.OrdersPerSecond * inputs.TurnsPerOrder / silos;
        return Line(turns, inputs.CoresPerSilo, random => Chance.Gap(random, 1 / turn), turn);
    }

    /// <summary>The feed of the biggest shop, where somebody looks at it.</summary>
    public PartResult HottestFeed() =>
        Line(inputs.OrdersPerSecond * inputs.HotShop * inputs.HintsPerOrder, 1, _ => inputs.NotifyFrontEnds, inputs.NotifyFrontEnds);

    /// <summary>The one grain that sends mail.</summary>
    public PartResult Mail() =>
        Line(inputs.OrdersPerSecond * inputs.MailsPerOrder, inputs.MailsAtATime, random => Chance.Gap(random, 1 / inputs.MailTime), inputs.MailTime);

    private ServerResult Server(double share, int servers)
    {
        var random = new Random(HashCode(servers, share));
        var server = new GroupCommitSimulation(inputs.Writers, inputs.CommitFixed, inputs.CommitPerWrite, inputs.MaxBatch);
        var rate = inputs.OrdersPerSecond * inputs.WritesPerOrder * share;
        var run = server.Run(rate, inputs.Seconds, random);
        var result = new PartResult(rate / server.Capacity, run.Busy, Chance.Percentile(run.Latencies, 0.5), Chance.Percentile(run.Latencies, 0.99));
        return new ServerResult(result, run.WritesPerCommit, result.IsOver ? result : HottestStock(run));
    }

    /// <summary>One change at a time, each of which takes as long as a write at its server.</summary>
    private PartResult HottestStock(GroupCommitRun server)
    {
        var latencies = server.Latencies;
        if (latencies.Count == 0) return new PartResult(0, 0, 0, 0); // nothing goes to this server
        return Line(inputs.OrdersPerSecond * inputs.HotSku * inputs.StockWritesPerOrder, 1, random => latencies[random.Next(latencies.Count)], latencies.Average());
    }

    /// <summary>Longer than the servers: its customers are fewer.</summary>
    private PartResult Line(double rate, int servers, Func<Random, double> service, double mean)
    {
        var load = rate * mean / servers;
        if (load >= 1) return new PartResult(load, 1, double.PositiveInfinity, double.PositiveInfinity);
        var run = LineSimulation.Run(rate, servers, service, Math.Max(inputs.Seconds, 20_000 / rate), new Random(inputs.Seed));
        return new PartResult(load, run.Busy, Chance.Percentile(run.Latencies, 0.5), Chance.Percentile(run.Latencies, 0.99));
    }

    // Another draw for each server, the same for the same seed; System.HashCode would differ from run to run.
    private int HashCode(int servers, double share) => (inputs.Seed * 1_000_003) ^ (servers * 7919) ^ (int)(share * 1_000_000);
}

namespace Orders.Benchmarks;

/// <summary>
/// What the simulation is fed with, and where it comes from: counted, measured, derived from what was measured, or assumed (docs/scale.md).
/// <c>benchmarks -- orders</c> measures the first of them on this machine. Times are in seconds, shares are parts of 1.
/// </summary>
internal sealed record ScaleInputs
{
    public double OrdersPerSecond { get; init; } = 10_000;

    /// <summary>Silos that write to one database server. All of them, unless orders of a server are kept on silos of its own.</summary>
    public int Writers { get; init; } = 4;

    /// <summary>Assumed: a machine of today.</summary>
    public int CoresPerSilo { get; init; } = 16;

    /// <summary>Counted: what an order of one line asks the writer for, from the checkout to closed (docs/scale.md lists them).</summary>
    public double WritesPerOrder { get; init; } = 28;

    /// <summary>Counted: of these, the changes of the stock of its one SKU: reserved, confirmed, shipped.</summary>
    public double StockWritesPerOrder { get; init; } = 3;

    /// <summary>Counted: hints in <c>seller-orders</c>: placed and five transitions.</summary>
    public double HintsPerOrder { get; init; } = 6;

    /// <summary>Counted: to the buyer three, to one seller one.</summary>
    public double MailsPerOrder { get; init; } = 4;

    /// <summary>Measured on PostgreSQL 15, one connection, single statements, two cores: 0.6 ms. Assumed for a turn's questions (lock, last position): the rest.</summary>
    public double CommitFixed { get; init; } = 0.001;

    /// <summary>Derived from 20,000 bare transitions a second, measured there in arrays: 50 µs for the rows of one. An order is six of these and fifty rows more at 16 µs: 1.1 ms, over its writes.</summary>
    public double CommitPerWrite { get; init; } = 0.000_040;

    /// <summary>As the program has it (<c>StorageOptions.MaxBatch</c>).</summary>
    public int MaxBatch { get; init; } = 1024;

    /// <summary>
    /// Derived from 78 µs a transition of 2.2 writes, measured with all that it sets in motion: 1 ms for the writes of an order.
    /// As much again is assumed for calls between silos.
    /// </summary>
    public double ProcessorPerOrder { get; init; } = 0.002;

    /// <summary>Counted roughly: turns of grains in which that is spent.</summary>
    public double TurnsPerOrder { get; init; } = 100;

    /// <summary>Assumed: the shop that has the most of the orders.</summary>
    public double HotShop { get; init; } = 0.1;

    /// <summary>Assumed: the SKU that the most orders have in them.</summary>
    public double HotSku { get; init; } = 0.01;

    /// <summary>Assumed: from a feed's grain to the front ends and back, which it waits for with every hint.</summary>
    public double NotifyFrontEnds { get; init; } = 0.000_5;

    /// <summary>Assumed: how long a mail server takes for one mail, a connection of its own included.</summary>
    public double MailTime { get; init; } = 0.05;

    /// <summary>As the program has it (<c>MailGrain</c>, of which there is one).</summary>
    public int MailsAtATime { get; init; } = 8;

    /// <summary>Virtual time that is simulated.</summary>
    public double Seconds { get; init; } = 1;

    public int Seed { get; init; } = 1;
}

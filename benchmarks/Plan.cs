namespace Orders.Benchmarks;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Of which the median counts; one more goes before them, to warm up.</param>
/// <param name="Round">How long one lasts.</param>
public sealed record Plan(int Rounds, TimeSpan Round, int IdleActivations, int ClosedOrders)
{
    /// <summary>On PostgreSQL instead of SQLite.</summary>
    public bool OnPostgres { get; init; }

    public static Plan Full { get; } = new(5, TimeSpan.FromSeconds(2), 200_000, 1_000_000);

    public static Plan Quick { get; } = new(3, TimeSpan.FromSeconds(0.5), 50_000, 50_000);
}

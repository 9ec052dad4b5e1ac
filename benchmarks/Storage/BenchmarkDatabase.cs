using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>A database with many closed orders in it, that goes away afterwards.</summary>
internal abstract class BenchmarkDatabase : IDisposable
{
    /// <summary>What a shop's configuration has to say to work on it.</summary>
    public abstract KeyValuePair<string, string?>[] Settings { get; }

    public static BenchmarkDatabase Create(Plan plan, int? closedOrders = null)
    {
        BenchmarkDatabase database = plan.OnPostgres ? new PostgresBenchmarkDatabase() : new SqliteBenchmarkDatabase();
        database.Open().Dispose();
        ManyOrders.Fill(database, closedOrders ?? plan.ClosedOrders);
        return database;
    }

    /// <summary>Opens it as the program does.</summary>
    public abstract IDatabase Open(int maxBatch = 1024);

    /// <summary>A connection that writes, without the program around it.</summary>
    public abstract Connection OpenBare();

    /// <summary>After much was written.</summary>
    public abstract void Settle(Connection connection);

    public void PrintConditions()
    {
        using var connection = OpenBare();
        var orders = connection.ScalarInt64("SELECT count(*) FROM orders");
        var events = connection.ScalarInt64("SELECT max(position) FROM order_events");
        Console.WriteLine($"{Describe(connection)} · {orders:N0} orders, {events:N0} events");
        Console.WriteLine();
    }

    public abstract void Dispose();

    protected abstract string Describe(Connection connection);
}

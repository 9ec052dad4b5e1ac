namespace Orders.Testing;

/// <summary>Where a test's shop keeps what it has: a folder of its own, and on PostgreSQL a database of its own. Both go when disposed of.</summary>
public sealed class ShopData : IDisposable
{
    /// <summary>On the database that <see cref="TestDatabaseChoice"/> says.</summary>
    public ShopData()
        : this(TestDatabaseChoice.NewSettings())
    {
    }

    /// <summary>On this database of PostgreSQL, which goes with it, too.</summary>
    public ShopData(string postgres)
        : this(TestDatabaseChoice.SettingsFor(postgres))
    {
    }

    private ShopData(IReadOnlyDictionary<string, string?> database)
    {
        Settings = new Dictionary<string, string?>(database) { ["Orders:DataDirectory"] = Folder };
        Postgres = Settings.GetValueOrDefault("Orders:Database:ConnectionString");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("orders-test-").FullName;

    /// <summary>How to connect to its database, for Npgsql; null: it is on SQLite.</summary>
    public string? Postgres { get; }

    /// <summary>What a shop's configuration must say to be here.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    public void Dispose()
    {
        if (Postgres is not null) PostgresServer.Shared.Drop(Postgres);
        Directory.Delete(Folder, recursive: true);
    }
}

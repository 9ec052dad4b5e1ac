using Npgsql;
using Microsoft.Data.Sqlite;
using Orders.Testing;

namespace Orders.Tests.Crash;

/// <summary>
/// A shop's database as somebody else finds it, without any of the program's own code: a SQLite file in the shop's folder, or a
/// PostgreSQL database.
/// </summary>
/// <param name="postgres">How to connect to PostgreSQL; null: it is SQLite.</param>
internal sealed record StoredDatabase(string Folder, string? Postgres)
{
    private const string Variable = "Orders:Database:ConnectionString";

    private string File => Path.Combine(Folder, "orders.db");

    /// <summary>What a shop's configuration must say to be on it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => Postgres is null
        ? new Dictionary<string, string?>()
        : TestDatabaseChoice.SettingsFor(Postgres);

    /// <summary>The one that this process was told of by the one that started it.</summary>
    public static StoredDatabase OfEnvironment(string folder) => new(folder, Environment.GetEnvironmentVariable(InEnvironment(Variable)));

    /// <summary>Tells a process that is to be started.</summary>
    public void Name(IDictionary<string, string?> environment)
    {
        foreach (var (key, value) in Settings) environment[InEnvironment(key)] = value;
    }

    /// <summary>As of one moment, whoever writes meanwhile; null: there is no shop in it yet.</summary>
    public StoredSnapshot? Read()
    {
        if (Postgres is null && !System.IO.File.Exists(File)) return null;
        var snapshot = new StoredSnapshot(Postgres is null
            ? new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection($"{Postgres};Search Path=orders;Pooling=False"));
        if (snapshot.HasShop) return snapshot;
        snapshot.Dispose();
        return null;
    }

    /// <summary>Returns when nobody writes to it any more: PostgreSQL may notice a moment late that a process was killed.</summary>
    public void UntilFree()
    {
        if (Postgres is null) return;
        using var connection = new NpgsqlConnection($"{Postgres};Pooling=False;Command Timeout=120");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(1332896883, 1); SELECT pg_advisory_unlock(1332896883, 1)"; // the lock of those who write
        command.ExecuteNonQuery();
    }

    /// <summary>Changes it behind everybody's back.</summary>
    /// <returns>How many rows that changed.</returns>
    public int Execute(string sql)
    {
        using System.Data.Common.DbConnection connection = Postgres is null
            ? new SqliteConnection($"Data Source={File};Pooling=False")
            : new NpgsqlConnection($"{Postgres};Search Path=orders;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private static string InEnvironment(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}

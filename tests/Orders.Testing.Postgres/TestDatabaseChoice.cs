namespace Orders.Testing;

/// <summary>
/// Which database the tests run on that run on either: what <c>ORDERS_TEST_DATABASE</c> says. Tests of one of them alone carry
/// <c>[Trait("Database", "Sqlite")]</c> or <c>"Postgres"</c>, and <c>./test.sh</c> leaves them out where it runs the others on the other one. Tests that take
/// some time and have nothing to do with the database carry the first.
/// </summary>
public static class TestDatabaseChoice
{
    public const string Variable = "ORDERS_TEST_DATABASE";

    public static bool IsPostgres => Environment.GetEnvironmentVariable(Variable) switch
    {
        null or "" or "Sqlite" => false,
        "Postgres" => true,
        var other => throw new InvalidOperationException($"{Variable} must be Sqlite or Postgres, not '{other}'."),
    };

    /// <summary>What to add to a shop's configuration besides a data directory of its own: for PostgreSQL with a new, empty database.</summary>
    public static IReadOnlyDictionary<string, string?> NewSettings() =>
        IsPostgres ? SettingsFor(PostgresServer.Shared.NewDatabase()) : new Dictionary<string, string?>();

    /// <summary>The settings of a shop on this PostgreSQL database.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsFor(string connectionString) => new Dictionary<string, string?>
    {
        ["Orders:Database:Provider"] = "Postgres",
        ["Orders:Database:ConnectionString"] = connectionString,

        // On Orleans it is a member of a cluster, and others may be tested beside it.
        ["Orders:Cluster:SiloPort"] = "0",
        ["Orders:Cluster:GatewayPort"] = "0",
    };
}

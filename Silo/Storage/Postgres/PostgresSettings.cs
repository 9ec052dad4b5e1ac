using Npgsql;

namespace Orders.Storage;

/// <summary>How connections are set up; what the server made of it is read back.</summary>
internal sealed record PostgresSettings(string ServerVersion, string Database, string SynchronousCommit, string Fsync, string FullPageWrites)
{
    /// <summary>The schema that the shop's tables are in. (Accounts have one of their own.)</summary>
    public const string Schema = "orders";

    private const int ConnectSeconds = 5;

    // Of a statement. A commit that takes longer is one whose outcome nobody knows.
    private const int CommandSeconds = 30;

    // The writer has some dozens of statements; lists have many shapes.
    private const int PreparedStatements = 256;

    public bool IsDurable => Fsync == "on" && FullPageWrites == "on";

    /// <param name="connectionString">In Npgsql's keywords. What it says of time limits and of preparing statements is kept.</param>
    /// <param name="patient">A statement may take as long as it needs.</param>
    public static NpgsqlDataSource Source(string connectionString, bool patient = false)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString); // its ContainsKey is true of every keyword that there is
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Schema,
            Pooling = false, // connections are opened once, and kept
            IncludeFailedBatchedCommand = true, // whose statement was wrong, of many that were sent together
            ApplicationName = given.ApplicationName ?? FormattableString.Invariant($"orders, process {Environment.ProcessId} on {Environment.MachineName}"),
        };
        if (!given.ShouldSerialize("Timeout")) settings.Timeout = ConnectSeconds;
        if (patient) settings.CommandTimeout = 0;
        else if (!given.ShouldSerialize("Command Timeout")) settings.CommandTimeout = CommandSeconds;
        if (!given.ShouldSerialize("Max Auto Prepare")) settings.MaxAutoPrepare = PreparedStatements;
        if (!given.ShouldSerialize("Auto Prepare Min Usages")) settings.AutoPrepareMinUsages = 2;
        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>For the one connection that writes.</summary>
    /// <exception cref="InvalidOperationException">A commit would not be durable with what the server accepted.</exception>
    public static PostgresSettings ApplyToWriter(Connection connection)
    {
        connection.Execute("SET synchronous_commit = on");
        var settings = ReadBack(connection);
        return settings.SynchronousCommit == "on"
            ? settings
            : throw new InvalidOperationException($"The server is at synchronous_commit={settings.SynchronousCommit}; commits need on.");
    }

    /// <summary>For connections that only read. Plans are made for the values at hand: a list's page is small, whatever the table.</summary>
    public static void ApplyToReader(Connection connection) =>
        connection.Execute("SET default_transaction_read_only = on; SET plan_cache_mode = force_custom_plan");

    public static PostgresSettings ReadBack(Connection connection) => new(
        connection.Scalar("SHOW server_version")!,
        connection.Scalar("SELECT current_database()::text")!,
        connection.Scalar("SHOW synchronous_commit")!,
        connection.Scalar("SHOW fsync")!,
        connection.Scalar("SHOW full_page_writes")!);
}

using System.Globalization;
using Npgsql;

namespace Orders.Storage;

/// <summary>How connections are set up; what the server made of it is read back.</summary>
internal sealed record PostgresSettings(
    string ServerVersion, string Database, string Encoding, string SynchronousCommit, string Fsync, string FullPageWrites)
{
    /// <summary>The schema that the shop's tables are in. (Accounts have one of their own.)</summary>
    public const string Schema = "orders";

    private const int LeastVersion = 15;

    private const int ConnectSeconds = 5;

    // Of a statement. A commit that takes longer is one whose outcome nobody knows.
    private const int CommandSeconds = 30;

    // The writer has some dozens of statements; lists have many shapes.
    private const int PreparedStatements = 256;

    // What an administrator has set for all is for others: the writer's statements have a limit here, and its connection is kept. A machine
    // that is gone without a word is to be noticed in half a minute, not in the two hours that are usual: its session holds the lock.
    private const string WriterSql = """
        SET synchronous_commit = on;
        SET statement_timeout = 0;
        SET idle_session_timeout = 0;
        SET idle_in_transaction_session_timeout = '60s';
        SET tcp_keepalives_idle = 10;
        SET tcp_keepalives_interval = 5;
        SET tcp_keepalives_count = 4;
        SET tcp_user_timeout = '30s'
        """;

    // Plans of the statements that write are made once, and in a new shop when its tables are a page long: the planner would then have them read
    // whole, and go on so while they grow. All of these statements name their rows by keys.
    private const string ByKeySql = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

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
            Multiplexing = false, // each is one session, with its lock and its transaction
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
    /// <exception cref="DatabaseException">It is no server for a shop: the message says why.</exception>
    public static PostgresSettings ApplyToWriter(Connection connection)
    {
        connection.Execute(WriterSql);
        connection.Execute(ByKeySql);
        var settings = ReadBack(connection);
        return settings.Complaint() is { } complaint ? throw new DatabaseException(DatabaseFault.Database, complaint) : settings;
    }

    /// <summary>Why no shop can be on it; null: one can.</summary>
    public string? Complaint() =>
        Major < LeastVersion ? $"The server is PostgreSQL {ServerVersion}; {LeastVersion} or later is needed."
        : Encoding != "UTF8" ? $"The database {Database} has the encoding {Encoding}, which cannot hold every text. Make one with ENCODING 'UTF8' TEMPLATE template0."
        : SynchronousCommit != "on" ? $"The server is at synchronous_commit={SynchronousCommit}; commits need on."
        : null;

    // "15.14 (Debian 15.14-0+deb12u1)", "18beta1"
    private int Major => int.Parse(string.Concat(ServerVersion.TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture);

    /// <summary>
    /// From now on a statement does not wait for somebody else's lock for as long as it may take: less than <see cref="WriterWatch"/> gives a server
    /// that has stopped answering, which this one has not.
    /// </summary>
    public static void LimitWaiting(Connection connection) => connection.Execute("SET lock_timeout = '8s'");

    /// <summary>For connections that only read. Plans are made for the values at hand: a list's page is small, whatever the table.</summary>
    public static void ApplyToReader(Connection connection) =>
        connection.Execute("SET default_transaction_read_only = on; SET plan_cache_mode = force_custom_plan");

    public static PostgresSettings ReadBack(Connection connection) => new(
        connection.Scalar("SHOW server_version")!,
        connection.Scalar("SELECT current_database()::text")!,
        connection.Scalar("SHOW server_encoding")!,
        connection.Scalar("SHOW synchronous_commit")!,
        connection.Scalar("SHOW fsync")!,
        connection.Scalar("SHOW full_page_writes")!);
}

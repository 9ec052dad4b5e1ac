using System.Globalization;
using Npgsql;

namespace Orders.Testing;

/// <summary>
/// A real PostgreSQL for tests: in a temporary folder, on a unix socket in there and nowhere else (so no port that somebody could take
/// between a stop and a start), as durable as in earnest, gone with the process. Tests share one; who stops it needs one of their own.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string Superuser = "postgres";
    private const string Wait = "--timeout=120";

    private static readonly Lazy<PostgresServer> OfAll = new(() => Launch());
    private static int _databases;

    private readonly ServerFolder _folder = ServerFolder.Create();

    private PostgresServer()
    {
    }

    /// <summary>The one that the tests of this process share. It starts when first asked for.</summary>
    public static PostgresServer Shared => OfAll.Value;

    public static bool IsInstalled => PostgresInstallation.Folder is not null;

    /// <summary>Null: it is installed.</summary>
    public static string? SkipReason => IsInstalled
        ? null
        : $"No PostgreSQL {PostgresInstallation.LeastVersion} or later: apt-get install postgresql (./test.sh does it as root).";

    private string Data => Path.Combine(_folder.Path, "data");

    private string Log => Path.Combine(_folder.Path, "log");

    /// <summary>A server of one's own, that may be stopped. To be disposed of.</summary>
    /// <param name="settings">More lines of <c>postgresql.conf</c>.</param>
    /// <param name="access">What <c>pg_hba.conf</c> says; null: everybody is let in.</param>
    public static PostgresServer Launch(string settings = "", string? access = null)
    {
        var server = new PostgresServer();
        try
        {
            server.Initialise(settings, access);
            server.Start();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Makes an empty database. Its own order of text is English, as on many servers in earnest, so that a column whose order matters and
    /// that says nothing about it is found out.
    /// </summary>
    /// <param name="copyOf">How to connect to one that nobody uses just now, and whose content it begins with.</param>
    /// <returns>How to connect to it, for Npgsql.</returns>
    public string NewDatabase(string? copyOf = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        var template = copyOf is null ? "template0" : new NpgsqlConnectionStringBuilder(copyOf).Database;
        Administer($"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
        return ConnectionString(name);
    }

    /// <summary>
    /// Puts away a database that <see cref="NewDatabase"/> made: whoever is still connected to it is no more, and nobody else gets in. Its
    /// files go with the server: to drop it now would cost a checkpoint of everything.
    /// </summary>
    public void Drop(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        Administer($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        Administer($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>Returns when it takes connections, after whatever recovery it needs.</summary>
    public void Start() => Control("start", Wait, "--log=" + Log);

    /// <summary>Returns when it is down.</summary>
    /// <param name="immediate">As a crash of its own: no farewell, no checkpoint, recovery at the next start.</param>
    public void Stop(bool immediate = false) => Control("stop", Wait, immediate ? "--mode=immediate" : "--mode=fast");

    /// <inheritdoc cref="Stop"/>
    public void Restart(bool immediate = false)
    {
        Stop(immediate);
        Start();
    }

    public void Dispose() => _folder.Dispose();

    private void Initialise(string settings, string? access)
    {
        Unprivileged.Run(PostgresInstallation.Program("initdb"),
            "--pgdata=" + Data, "--username=" + Superuser, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        File.AppendAllText(Path.Combine(Data, "postgresql.conf"), $"""

            listen_addresses = ''
            unix_socket_directories = '{_folder.Path}'
            max_connections = 200
            shared_buffers = 64MB
            max_wal_size = 4GB
            fsync = on
            synchronous_commit = on
            autovacuum = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            {settings}
            """);
        if (access is not null) File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), access);
    }

    private void Control(params string[] arguments)
    {
        try
        {
            Unprivileged.Run(PostgresInstallation.Program("pg_ctl"), ["--pgdata=" + Data, "--wait", .. arguments]);
        }
        catch (InvalidOperationException e) when (File.Exists(Log))
        {
            var last = string.Join(Environment.NewLine, File.ReadLines(Log).TakeLast(30));
            throw new InvalidOperationException($"{e.Message}{Environment.NewLine}The server's log ends with:{Environment.NewLine}{last}", e);
        }
    }

    private void Administer(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 }; // the machine may be very busy
        command.ExecuteNonQuery();
    }

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder.Path, Username = Superuser, Database = database }.ToString();
}

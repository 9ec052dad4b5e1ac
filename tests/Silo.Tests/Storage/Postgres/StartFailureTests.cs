using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>What an operator reads when PostgreSQL does not let the shop in: what is wrong, and no password.</summary>
[Trait("Database", "Postgres")]
public sealed class StartFailureTests
{
    private const string Password = "s3cret-w0rd";

    [PostgresFact]
    public async Task Start_DatabaseMissing_SaysSo() =>
        await Refused(Changed(PostgresServer.Shared.NewDatabase(), c => c.Database = "nowhere"), "database \"nowhere\" does not exist");

    [PostgresFact]
    public async Task Start_RoleMissing_SaysSo() =>
        await Refused(Changed(PostgresServer.Shared.NewDatabase(), c => c.Username = "nobody"), "role \"nobody\" does not exist");

    [PostgresFact]
    public async Task Start_NobodyListens_SaysSo() => await Refused("Host=127.0.0.1;Port=1;Database=orders;Username=orders", "127.0.0.1:1");

    [PostgresFact]
    public async Task Start_PasswordWrong_SaysSoWithoutIt()
    {
        using var server = PostgresServer.Launch(access: "local all locked scram-sha-256\nlocal all all trust\n");
        var database = server.NewDatabase();
        using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            connection.Open();
            using var create = new NpgsqlCommand("CREATE ROLE locked LOGIN PASSWORD 'another'", connection);
            create.ExecuteNonQuery();
        }

        await Refused(Changed(database, c => c.Username = "locked"), "password authentication failed for user \"locked\"");
    }

    [PostgresFact]
    public async Task Start_ServerOutOfConnections_SaysSo()
    {
        using var server = PostgresServer.Launch("max_connections = 4\nsuperuser_reserved_connections = 0\nmax_wal_senders = 0");
        var database = server.NewDatabase();
        var taken = Enumerable.Range(0, 4).Select(_ => new NpgsqlConnection(database + ";Pooling=false")).ToList();
        foreach (var connection in taken) await WhenThereIsRoom(connection.OpenAsync);

        await Refused(Changed(database, _ => { }), "too many clients");

        foreach (var connection in taken) await connection.DisposeAsync();
    }

    [PostgresFact]
    public async Task Start_DatabaseOfAnotherEncoding_SaysSo()
    {
        using var server = PostgresServer.Launch();
        var database = server.NewDatabase();
        using (var connection = new NpgsqlConnection(database + ";Pooling=false"))
        {
            connection.Open();
            using var create = new NpgsqlCommand("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'", connection);
            create.ExecuteNonQuery();
        }

        await Refused(Changed(database, c => c.Database = "latin"), "encoding LATIN1");
    }

    // Whoever made the database has closed its connection, but the server may not have noticed.
    private static async Task WhenThereIsRoom(Func<Task> open)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            try
            {
                await open();
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
    }

    private static string Changed(string connectionString, Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString) { Password = Password };
        change(builder);
        return builder.ToString();
    }

    private static async Task Refused(string connectionString, string expected)
    {
        using var folder = new TempDirectory();
        using var log = new LogLines();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection(
            [.. TestDatabaseChoice.SettingsFor(connectionString), new("Orders:DataDirectory", folder.Path), new("Orders:Demo", "false")]);
        builder.AddOrdersSilo();
        using var host = builder.Build();

        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());

        var words = StartFailure.InWords(error);
        Assert.NotNull(words);
        Assert.Contains(expected, words, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, error.ToString(), StringComparison.Ordinal);
        Assert.All(log.Lines, line => Assert.DoesNotContain(Password, line, StringComparison.Ordinal));
    }

    private sealed class LogLines : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public IEnumerable<string> Lines
        {
            get
            {
                lock (_lines) return [.. _lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines) _lines.Add(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Storage;
using Orleans.Conformance;
using Orleans.Runtime;
using Xunit;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>Silos and front ends on Microsoft Orleans and PostgreSQL, as compose.yaml puts them together.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly Actor Admin = new(Role.Admin, 1, "Admin");

    private readonly TempDirectory _directory = new();
    private readonly List<IHost> _hosts = [];
    private string? _database;

    public Task InitializeAsync()
    {
        if (PostgresServer.IsInstalled) _database = PostgresServer.Shared.NewDatabase();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await StopAll();
        if (_database is not null) PostgresServer.Shared.Drop(_database);
        _directory.Dispose();
    }

    [PostgresFact]
    public async Task Start_SilosAtOnceOnAnEmptyDatabase_BothAreMembers()
    {
        await Task.WhenAll(Silo().StartAsync(), Silo().StartAsync());
        Assert.Equal(2L, await Scalar("SELECT count(*) FROM OrleansMembershipTable WHERE Status = 3"));
    }

    [PostgresFact]
    public async Task Connect_BeforeThereIsASilo_WaitsForTheFirstAndIsReadyThen()
    {
        var frontEnd = FrontEnd();
        var starting = frontEnd.StartAsync();
        Assert.False(starting.IsCompleted);
        Assert.Equal(HealthStatus.Unhealthy, await Health(frontEnd));

        await Silo().StartAsync();
        await starting;
        Assert.Equal(HealthStatus.Healthy, await Health(frontEnd));
    }

    // Catches: two clusters on one database that do not know of each other, so that each takes every grain for its own.
    [PostgresTheory]
    [InlineData("Orders:Cluster:ClusterId", "Silos of the cluster 'orders' work on this database")]
    [InlineData("Orders:Cluster:ServiceId", "The database belongs to the service 'orders'")]
    public async Task Start_BesideAnotherCluster_IsRefusedNamingIt(string setting, string says)
    {
        await Silo().StartAsync();
        using var other = Built(builder =>
        {
            builder.Configuration.AddInMemoryCollection([new(setting, "another")]);
            builder.AddOrdersSilo();
        });
        _hosts.Remove(other); // nothing of it has started, so there is nothing to stop
        var refused = await Assert.ThrowsAsync<OtherClusterException>(() => other.StartAsync());
        Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
    }

    // Catches: two grains with one key that share a row, because the provider's key does not say which grain it is.
    [PostgresFact]
    public async Task Call_GrainsWithTheSameKey_KeepTheirStatesApart()
    {
        await Silo().StartAsync();
        var frontEnd = await Started(FrontEnd());
        Assert.Equal(1001, await frontEnd.GetGrain<IOrderNumberGrain>(7).Next());
        await frontEnd.GetGrain<IEscalationGrain>(7).Tick();
        Assert.Equal("ordernumber.state", await Scalar("SELECT GrainTypeString FROM OrleansStorage WHERE GrainIdN1 = 7"));
    }

    [PostgresFact]
    public async Task Stop_OneOfTwoSilos_ItsGrainsGoOnAtTheOther()
    {
        var first = Silo();
        await first.StartAsync();
        var frontEnd = await Started(FrontEnd());
        for (var shop = 1; shop <= 20; shop++) await frontEnd.GetGrain<IOrderNumberGrain>(shop).Next();
        await Silo().StartAsync();

        await first.StopAsync();

        // The front end may knock at the old one's door before it has heard; what it is told then is to try again.
        await Limits.Eventually(() => Answers(frontEnd), "the other silo does not answer");
        for (var shop = 1; shop <= 20; shop++) Assert.Equal(1002, await frontEnd.GetGrain<IOrderNumberGrain>(shop).Next());
    }

    private static async Task<bool> Answers(IGrainFactory frontEnd)
    {
        try
        {
            await frontEnd.GetGrain<ICatalogueGrain>(0).Find([]);
            return true;
        }
        catch (OrleansException)
        {
            return false;
        }
    }

    [PostgresFact]
    public async Task Call_ThatIsRefusedByAnException_ArrivesAsWhatItIs()
    {
        await Silo().StartAsync();
        var frontEnd = await Started(FrontEnd());
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => frontEnd.GetGrain<IOrderQueriesGrain>(0).List(Admin, new OrderQuery { Cursor = "nonsense" }));
    }

    // Catches: a shop that becomes a cluster begins its order numbers anew, and forgets what it wanted to be reminded of.
    [PostgresFact]
    public async Task Start_OnTheDatabaseOfOneProcess_TakesStatesAndRemindersAlong()
    {
        var numbers = GrainId.Create("ordernumber", "7");
        var checkout = GrainId.Create("checkout", "7-abc");
        var options = Options.Create(new StorageOptions { PostgresConnection = _database });
        using (var database = new PostgresDatabase(options, TimeProvider.System, NullLogger<PostgresDatabase>.Instance))
        {
            database.Open();
            await new GrainStateStorage(database).WriteStateAsync(
                "state", numbers, new GrainState<OrderNumberState> { State = new OrderNumberState { ReservedBelow = 5005 } });
            await new ReminderTable(database).UpsertRow(
                new ReminderEntry { GrainId = checkout, ReminderName = "resume", StartAt = DateTime.UtcNow.AddDays(1), Period = TimeSpan.FromDays(1) });
        }

        await Silo().StartAsync();
        var frontEnd = await Started(FrontEnd());

        Assert.Equal(5005, await frontEnd.GetGrain<IOrderNumberGrain>(7).Next());
        Assert.Equal(1L, await Scalar("SELECT count(*) FROM OrleansRemindersTable WHERE ReminderName = 'resume'"));
        Assert.Equal(0L, await Scalar("SELECT count(*) FROM orders.reminders"));
        await StopAll();
        await Silo().StartAsync();
        Assert.Equal(5006, await (await Started(FrontEnd())).GetGrain<IOrderNumberGrain>(7).Next());
    }

    // Catches: a failure whose inner exception cannot be written down, so that the caller hears of a missing serialiser.
    [PostgresFact]
    public async Task Call_WhileTheDatabaseIsAway_EndsWithWhatTheApiTakesForUnavailable()
    {
        using var server = PostgresServer.Launch();
        _database = server.NewDatabase();
        await Silo().StartAsync();
        var frontEnd = await Started(FrontEnd());
        server.Stop(immediate: true);

        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => frontEnd.GetGrain<IOrderQueriesGrain>(0).Counts(Admin));

        Assert.NotNull(failure.InnerException);
        server.Start();
        await StopAll();
        _database = null;
    }

    private async Task StopAll()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        _hosts.Clear();
    }

    private static async Task<IGrainFactory> Started(IHost host)
    {
        await host.StartAsync();
        return host.Services.GetRequiredService<IGrainFactory>();
    }

    private static async Task<HealthStatus> Health(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    private IHost Silo() => Built(builder => builder.AddOrdersSilo());

    private IHost FrontEnd() => Built(builder =>
    {
        builder.Configuration.AddInMemoryCollection([new("Orders:Hosting", "Client")]);
        builder.AddOrders();
    });

    private IHost Built(Action<HostApplicationBuilder> add)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection([new("Orders:DataDirectory", _directory.Path), new("Orders:Demo", "false")]);
        builder.Configuration.AddInMemoryCollection(TestDatabaseChoice.SettingsFor(_database!));
        add(builder);
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    private async Task<object?> Scalar(string sql)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

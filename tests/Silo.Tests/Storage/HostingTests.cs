using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Orders.Hosting;
using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class HostingTests
{
    [Fact]
    public async Task AddStorage_InAHost_OpensBeforeAndClosesAfterEverythingElse()
    {
        using var directory = new TempDirectory();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddHostedService<PlacesAtBothEnds>();
        builder.Services.AddStorage(options => (options.DataDirectory, options.PostgresConnection) = (directory.Path, TestDatabase.PostgresOf(directory.Path)));
        using (var host = builder.Build())
        {
            await host.StartAsync();
            Assert.NotNull(host.Services.GetRequiredKeyedService<IGrainStorage>(StorageServices.GrainStorageName));
            Assert.Equal(HealthStatus.Healthy, await Health(host));
            await host.StopAsync();
            Assert.Equal(HealthStatus.Unhealthy, await Health(host));
        }

        await using var db = TestDatabase.Open(directory.Path);
        Assert.Equal(2, (await db.Reader.List(default, new OrderQuery())).Items.Length);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task AddStorage_WriterStopped_TurnsHealthRed()
    {
        using var directory = new TempDirectory();
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddStorage(options => (options.DataDirectory, options.PostgresConnection) = (directory.Path, TestDatabase.PostgresOf(directory.Path)));
        using var host = builder.Build();
        await host.StartAsync();
        var database = host.Services.GetRequiredService<SqliteDatabase>();

        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => database.Write(new RecordingWrite<bool>(_ => throw new DatabaseException(DatabaseFault.Database, "the disk is gone"))));

        Assert.Equal(HealthStatus.Unhealthy, await Health(host));
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => host.Services.GetRequiredService<IOrderStore>().Append(SampleOrders.Place(SampleOrders.Id(1))));
        Assert.Null(await host.Services.GetRequiredService<IOrderStore>().Load(SampleOrders.Id(1))); // reads go on
        await host.StopAsync();
    }

    private static async Task<HealthStatus> Health(IHost host) =>
        (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    /// <summary>Writes as late as a service can: while the host stops.</summary>
    private sealed class PlacesAtBothEnds(IOrderStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => store.Append(SampleOrders.Place(SampleOrders.Id(1)));

        public Task StopAsync(CancellationToken cancellationToken) => store.Append(SampleOrders.Place(SampleOrders.Id(2)));
    }
}

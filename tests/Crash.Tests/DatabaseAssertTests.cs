using Orders.Testing;
using Xunit;
using Xunit.Sdk;

namespace Orders.Tests.Crash;

/// <summary>The judge is judged: whatever could go missing or be spoilt, <see cref="DatabaseAssert"/> must see it.</summary>
public sealed class DatabaseAssertTests : IClassFixture<DatabaseAssertTests.SoundDatabase>, IDisposable
{
    private readonly DataFolder _folder;

    public DatabaseAssertTests(SoundDatabase sound)
    {
        _folder = new DataFolder(copyOf: sound.Folder);
        DatabaseAssert.Sound(_folder.Database);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("DELETE FROM order_events WHERE position = (SELECT last_event FROM orders ORDER BY version DESC LIMIT 1)")]
    [InlineData("DELETE FROM order_events WHERE position = (SELECT min(position) FROM order_events)")]
    [InlineData("UPDATE order_events SET payload = replace(payload, 'Made-up', 'Made up') WHERE sequence = 1")]
    [InlineData("UPDATE order_events SET previous = previous + 1 WHERE sequence = 2")]
    [InlineData("UPDATE order_events SET hash = zeroblob(32) WHERE position = (SELECT max(position) FROM order_events)")]
    [InlineData("UPDATE orders SET version = version + 1 WHERE id = (SELECT min(id) FROM orders)")]
    [InlineData("UPDATE orders SET status = (status + 1) % 7 WHERE id = (SELECT max(id) FROM orders)")]
    [InlineData("DELETE FROM orders WHERE id = (SELECT max(id) FROM orders)")]
    [InlineData("DELETE FROM order_listing WHERE id = (SELECT max(id) FROM orders)")]
    [InlineData("UPDATE order_counts SET n = n + 1")]
    public void Sound_SomethingSpoilt_IsSeen(string sql)
    {
        if (TestDatabaseChoice.IsPostgres) sql = sql.Replace("zeroblob(32)", "decode(repeat('00', 32), 'hex')", StringComparison.Ordinal);
        Assert.NotEqual(0, _folder.Database.Execute(sql));
        Assert.ThrowsAny<XunitException>(() => DatabaseAssert.Sound(_folder.Database));
    }

    [Fact]
    public void Holds_SomethingPromisedMissing_IsSeen()
    {
        var stored = DatabaseAssert.Sound(_folder.Database);
        var row = stored.Rows.Values.First();
        DatabaseAssert.Holds(stored, [new Acknowledged(new OrderId(row.Id), row.Version, row.Status)]);

        Assert.ThrowsAny<XunitException>(() =>
            DatabaseAssert.Holds(stored, [new Acknowledged(new OrderId(row.Id), row.Version + 1, row.Status)]));
        Assert.ThrowsAny<XunitException>(() =>
            DatabaseAssert.Holds(stored, [new Acknowledged(new OrderId(row.Id + 1), 1, OrderStatus.Received)]));
        Assert.ThrowsAny<XunitException>(() =>
            DatabaseAssert.Holds(stored, [new Acknowledged(new OrderId(row.Id), 1, OrderStatus.Closed)]));
    }

    /// <summary>Some orders, made once.</summary>
    public sealed class SoundDatabase : IAsyncLifetime
    {
        internal DataFolder Folder { get; } = new();

        public async Task InitializeAsync()
        {
            using var child = ChildSilo.Start(Folder.Database, "generate", "--orders", "20", "--in-flight", "4", "--seed", "3");
            Assert.Equal(0, (await child.Finish()).ExitCode);
        }

        public Task DisposeAsync()
        {
            Folder.Dispose();
            return Task.CompletedTask;
        }
    }
}

using Orders.Storage;
using Orders.Testing;
using Orleans.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>Several processes on one database, as far as one process can play them: each has connections of its own, as silos have.</summary>
[Trait("Database", "Postgres")]
public sealed class SharedDatabaseTests(ITestOutputHelper output)
{
    private const int Silos = 3;
    private const int OrdersOfEach = 60;

    [PostgresFact]
    public async Task Append_FromSeveralSilosAtOnce_PositionsHaveNoGapAtAnyMoment()
    {
        var random = Seed.Random(output, out var seed);
        using var shop = new PostgresShop();
        var silos = Enumerable.Range(0, Silos).Select(_ => shop.Open(shared: true, maxBatch: random.Next(2, 40))).ToList();
        try
        {
            using var done = new CancellationTokenSource();
            var watch = Watch(silos[0], done.Token);
            await Task.WhenAll(silos.SelectMany((silo, s) => Enumerable.Range(0, OrdersOfEach).Select(n => Live(new OrderStore(silo), seed, s, n))));
            await done.CancelAsync();
            output.WriteLine($"looked {await watch} times");

            await shop.IsSound(silos[^1]);
            Assert.Equal(Silos * OrdersOfEach, (long)shop.Execute("SELECT count(*) FROM orders")!);
        }
        finally
        {
            foreach (var silo in silos) await silo.Close();
        }
    }

    [PostgresFact]
    public async Task Open_SeveralShopsOnOneServer_NamesWhoHasThisOne()
    {
        using var here = new PostgresShop();
        using var there = new PostgresShop();
        using var one = here.New(name: "the one");
        using var other = there.New(name: "the other");
        one.Open();
        other.Open();

        Assert.Contains("the one", Assert.Throws<DatabaseInUseException>(() => here.New().Open()).Message, StringComparison.Ordinal);
        Assert.Contains("the other", Assert.Throws<DatabaseInUseException>(() => there.New().Open()).Message, StringComparison.Ordinal);
        await one.Close();
        await other.Close();
    }

    [PostgresFact]
    public async Task Append_SameOrderFromTwoSilos_OneWins()
    {
        using var shop = new PostgresShop();
        using var one = shop.Open(shared: true);
        using var two = shop.Open(shared: true);
        var place = SampleOrders.Place(SampleOrders.Id(1));
        var head = await new OrderStore(one).Append(place);
        for (var step = 0; step < 20; step++)
        {
            var both = new[] { one, two }.Select(silo => new OrderStore(silo).Append(SampleOrders.Step(head, place.Row, OrderStatus.Received))).ToList();
            await Task.WhenAny(Task.WhenAll(both));
            var lost = both.Where(append => append.IsFaulted).ToList();
            Assert.True(lost.Count == 1, $"{lost.Count} of two were refused.");
            Assert.IsType<InconsistentStateException>(lost[0].Exception!.InnerException);
            head = await both.Single(append => append.IsCompletedSuccessfully);
        }

        await shop.IsSound(two);
        await one.Close();
        await two.Close();
    }

    [PostgresTheory]
    [InlineData(true, 5)]
    [InlineData(false, 1)]
    public async Task Open_SeveralAtOnceOnAnEmptyDatabase_AllOfAClusterOrOneAlone(bool shared, int expected)
    {
        using var shop = new PostgresShop();
        var opening = Enumerable.Range(0, 5).Select(_ => Task.Run(() => shop.Open(shared))).ToList();
        await Task.WhenAny(Task.WhenAll(opening));
        var open = opening.Where(o => o.IsCompletedSuccessfully).Select(o => o.Result).ToList();
        var refused = opening.Where(o => o.IsFaulted).Select(o => o.Exception!.InnerException).ToList();

        Assert.Equal(expected, open.Count);
        Assert.All(refused, e => Assert.Contains($"process {Environment.ProcessId}", Assert.IsType<DatabaseInUseException>(e).Message, StringComparison.Ordinal));
        Assert.Equal((long)SchemaFiles.Postgres.Count, shop.Execute("SELECT count(*) FROM schema_version"));
        foreach (var database in open) await database.Close();
    }

    [PostgresFact]
    public async Task Open_SomebodyAloneBesideACluster_IsRefusedEitherWay()
    {
        using var shop = new PostgresShop();
        using (var member = shop.Open(shared: true))
        {
            Assert.Throws<DatabaseInUseException>(() => shop.Open());
            await member.Close();
        }

        using var alone = shop.Open();
        Assert.Throws<DatabaseInUseException>(() => shop.Open(shared: true));
        await alone.Close();
    }

    private static async Task Live(OrderStore orders, int seed, int silo, int n)
    {
        var random = new Random(HashCode.Combine(seed, silo, n));
        var place = SampleOrders.Place(OrderId.Of(SampleOrders.Start.AddMinutes(n), (silo * 1000) + n), sellerId: 1 + (n % 4));
        var (head, row) = (await orders.Append(place), place.Row);
        for (var step = random.Next(6); step > 0; step--)
        {
            var next = SampleOrders.Step(head, row, row.Status + 1);
            (head, row) = (await orders.Append(next), next.Row);
        }
    }

    /// <summary>Positions follow the order of commits: whoever looks sees all up to the last one.</summary>
    private static async Task<int> Watch(IDatabase silo, CancellationToken done)
    {
        var looks = 0;
        for (; !done.IsCancellationRequested; looks++)
        {
            var missing = await silo.Read(connection => connection.ScalarInt64(
                "SELECT coalesce(max(position), 0) - count(*) FROM (SELECT position FROM order_events UNION ALL SELECT position FROM audit_events) AS log"));
            Assert.Equal(0, missing);
        }

        return looks;
    }
}

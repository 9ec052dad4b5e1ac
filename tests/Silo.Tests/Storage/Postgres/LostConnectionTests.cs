using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>
/// The server ends a connection at every point of a transaction: those who waited hear that nobody knows, nothing of it was written, and
/// the writer goes on by itself.
/// </summary>
[Trait("Database", "Postgres")]
public sealed class LostConnectionTests
{
    [PostgresTheory]
    [InlineData(0)] // before the first statement
    [InlineData(2)] // between statements
    [InlineData(4)] // after the last one, before the commit
    public async Task Lost_WithinATransaction_FailsItsCallersAndGoesOn(int after)
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var held = database.Write(new RecordingWrite<bool>(_ =>
        {
            entered.Set();
            release.Wait();
            return true;
        }));
        entered.Wait();
        var batch = new List<Task>();
        for (var n = 0; n < 5; n++)
        {
            if (n == after) batch.Add(database.Write(new RecordingWrite<bool>(_ => EndWriter(shop))));
            else batch.Add(orders.Append(SampleOrders.Place(SampleOrders.Id(10 + n))));
        }

        release.Set();
        await held;
        foreach (var write in batch) await Assert.ThrowsAsync<StorageUnavailableException>(() => write);

        var head = await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
        Assert.Equal(2, head.Position);
        Assert.Null(database.Failure);
        await shop.IsSound(database);
        await database.Close();
    }

    [PostgresFact]
    public async Task Lost_DuringTheCommit_NobodyIsToldDoneAndTheNextOneGoesOn()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        shop.Execute("""
            CREATE SEQUENCE once;
            CREATE FUNCTION end_once() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('orders.once') = 3 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER end_once AFTER INSERT ON order_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_once()
            """);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        await orders.Append(SampleOrders.Place(SampleOrders.Id(2)));

        await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(3))));

        Assert.Equal(3, (await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(4))))).Position);
        Assert.Null(await orders.Load(SampleOrders.Id(3)));
        await shop.IsSound(database);
        await database.Close();
    }

    [PostgresFact]
    public async Task Lost_WhileIdle_IsNoticedAndMendedBeforeAnybodyWrites()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        shop.EndWriter();
        await PostgresShop.Until(() => shop.HasWriter && database.Failure is null); // how short a time it was without one, nobody need see
        Assert.Equal(1, (await new OrderStore(database).Append(SampleOrders.Place(SampleOrders.Id(1)))).Position);
        await database.Close();
    }

    [PostgresFact]
    public async Task Lost_ConnectionsThatRead_NobodyNotices()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        for (var time = 0; time < 3; time++)
        {
            shop.EndReaders();
            var read = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => orders.Load(SampleOrders.Id(1))));
            Assert.All(read, Assert.NotNull);
        }

        await database.Close();
    }

    [PostgresFact]
    public async Task Lost_AndTheLockTaken_WritesAndReadsNothingUntilItIsFree()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        using (var other = PostgresConnection.Open(PostgresSettings.Source(shop.ConnectionString)))
        {
            var taken = Task.Run(() => other.Execute("SELECT pg_advisory_lock(1332896883, 1)"));
            await PostgresShop.Until(() => (long)shop.Execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")! == 1);
            shop.EndWriter();
            await taken;
            await PostgresShop.Until(() => database.Failure is not null);

            await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Load(SampleOrders.Id(1)));
        }

        Assert.Equal(2, (await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(3))))).Position);
        await shop.IsSound(database);
        await database.Close();
    }

    private static bool EndWriter(PostgresShop shop)
    {
        shop.EndWriter();
        return true;
    }
}

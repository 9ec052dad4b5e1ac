using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>
/// The server is there, but nothing comes through, and nobody is told: a cable, a firewall that forgot, a machine that hangs. Callers hear
/// so, and as soon as there is a way again the shop goes on by itself, though the server still believes in the connection that was lost.
/// </summary>
[Trait("Database", "Postgres")]
public sealed class LostWireTests
{
    [LongPostgresFact]
    public async Task Wire_LostWhileWriting_CallersHearAndTheWriterComesBack()
    {
        using var shop = new PostgresShop();
        using var wire = Wire.To(shop.ConnectionString);
        using var database = shop.Open(over: wire);
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));

        wire.Lose();
        var lost = await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
        Assert.Contains("may have been written, or not", lost.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Load(SampleOrders.Id(1)));
        Assert.NotNull(database.Failure);

        wire.Mend();
        Assert.Equal(2, (await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(3))))).Position);
        await shop.IsSound(database);
        await database.Close();
    }

    [LongPostgresFact]
    public async Task Wire_LostWhileIdle_IsNoticedAndMended()
    {
        using var shop = new PostgresShop();
        using var wire = Wire.To(shop.ConnectionString);
        using var database = shop.Open(over: wire);

        wire.Lose();
        await PostgresShop.Until(() => database.Failure is not null);
        wire.Mend();
        await PostgresShop.Until(() => database.Failure is null);

        Assert.Equal(1, (await new OrderStore(database).Append(SampleOrders.Place(SampleOrders.Id(1)))).Position);
        await database.Close();
    }

    [LongPostgresFact]
    public async Task Wire_LostWithTheAnswerToACommit_WhatWasWrittenIsThereOnce()
    {
        using var shop = new PostgresShop();
        using var wire = Wire.To(shop.ConnectionString);
        using var database = shop.Open(over: wire);
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));

        wire.LoseAnswerTo("COMMIT");
        var unknown = await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
        Assert.Contains("may have been written, or not", unknown.Message, StringComparison.Ordinal);

        var stored = await PostgresShop.Insist(() => orders.Load(SampleOrders.Id(2)));
        Assert.Equal(2, stored!.Head.Position);
        await Assert.ThrowsAsync<Orleans.Storage.InconsistentStateException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
        Assert.Equal(3, (await orders.Append(SampleOrders.Place(SampleOrders.Id(3)))).Position);
        await shop.IsSound(database);
        await database.Close();
    }

    [LongPostgresFact]
    public async Task Wire_LostInAShopOfSeveralSilos_HoldsUpNobodyElse()
    {
        using var shop = new PostgresShop();
        using var wire = Wire.To(shop.ConnectionString);
        using var one = shop.Open(shared: true, over: wire);
        using var other = shop.Open(shared: true);
        var (here, there) = (new OrderStore(one), new OrderStore(other));
        await here.Append(SampleOrders.Place(SampleOrders.Id(1)));

        wire.LoseAnswerTo("pg_advisory_xact_lock"); // it has its turn, and does not know
        await Assert.ThrowsAsync<StorageUnavailableException>(() => here.Append(SampleOrders.Place(SampleOrders.Id(2))));

        Assert.Equal(2, (await PostgresShop.Insist(() => there.Append(SampleOrders.Place(SampleOrders.Id(3))))).Position);
        Assert.Equal(3, (await PostgresShop.Insist(() => here.Append(SampleOrders.Place(SampleOrders.Id(2))))).Position);
        await shop.IsSound(other);
        await one.Close();
        await other.Close();
    }

    [LongPostgresFact]
    public async Task Wire_LostWhileManyRead_NobodyWaitsInLine()
    {
        using var shop = new PostgresShop();
        using var wire = Wire.To(shop.ConnectionString);
        using var database = shop.Open(over: wire);
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));

        wire.Lose();
        var waiting = Enumerable.Range(0, 1000).Select(_ => orders.Load(SampleOrders.Id(1))).ToList();
        await PostgresShop.Until(() => database.Failure is not null);
        foreach (var read in waiting) await Assert.ThrowsAsync<StorageUnavailableException>(() => read).WaitAsync(TimeSpan.FromSeconds(60)); // one by one it would be a quarter of an hour

        wire.Mend();
        Assert.NotNull(await PostgresShop.Insist(() => orders.Load(SampleOrders.Id(1))));
        await database.Close();
    }
}

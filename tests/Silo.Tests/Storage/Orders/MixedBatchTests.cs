using Orders.Storage;
using Orleans.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>Writes of every kind in one transaction, good ones among wrong ones: each caller hears of its own.</summary>
public sealed class MixedBatchTests(ITestOutputHelper output)
{
    private const int Rounds = 6;
    private const int Known = 40;

    private enum Kind
    {
        Place,
        PlaceAgain,
        Step,
        StaleStep,
        Bug,
        BrokenConstraint,
        NullWhereNoneMayBe,
    }

    [Fact]
    public async Task Write_GoodAmongWrongOnesInABatch_EachHearsOfItsOwn()
    {
        var random = Seed.Random(output, out var seed);
        await using var db = TestDatabase.Open();
        var heads = new Dictionary<int, (OrderHead Head, OrderRow Row)>();
        for (var n = 0; n < Known; n++)
        {
            var place = SampleOrders.Place(SampleOrders.Id(n), sellerId: n % 3);
            heads[n] = (await db.Orders.Append(place), place.Row);
        }

        var next = Known;
        for (var round = 0; round < Rounds; round++)
        {
            using var hold = BatchTests.Hold(db, out var held);
            var sent = new List<(Kind Kind, int Order, Task Task, OrderRow? Row)>();
            foreach (var order in Enumerable.Range(0, next).OrderBy(_ => random.Next()).Take(60).ToList())
            {
                var kind = Enum.GetValues<Kind>()[random.Next(7)];
                var at = kind == Kind.Place ? next++ : order;
                var (task, row) = Send(db, kind, at, heads);
                sent.Add((kind, at, task, row));
            }

            hold.Set();
            await held;
            foreach (var (kind, order, task, row) in sent)
            {
                var error = await Record.ExceptionAsync(() => task);
                Assert.True(Expected(kind, error), $"Seed {seed}, round {round}: {kind} of order {order}: {error?.ToString() ?? "done"}");
                if (error is null) heads[order] = (await (Task<OrderHead>)task, row!);
            }
        }

        foreach (var (n, (head, _)) in heads)
        {
            var stored = (await db.Orders.Load(SampleOrders.Id(n)))!.Head;
            Assert.Equal((head.Version, head.Position), (stored.Version, stored.Position));
        }

        Assert.Equal(await db.Number("SELECT max(position) FROM order_events"), await db.Number("SELECT count(*) FROM order_events"));
        Assert.Equal(heads.Count, await db.Number("SELECT count(*) FROM order_listing"));
        await BatchTests.CountsAreRight(db);
        await HashChainTests.EveryStoredHashIsRight(db);
    }

    private static (Task Task, OrderRow? Row) Send(TestDatabase db, Kind kind, int n, Dictionary<int, (OrderHead Head, OrderRow Row)> heads)
    {
        switch (kind)
        {
            case Kind.Place or Kind.PlaceAgain:
                var place = SampleOrders.Place(SampleOrders.Id(n), sellerId: n % 3);
                return (db.Orders.Append(place), place.Row);
            case Kind.Step or Kind.StaleStep:
                var (head, row) = heads[n];
                var step = SampleOrders.Step(kind == Kind.Step ? head : head with { Version = head.Version + 1, Position = head.Position + 1 }, row, OrderStatus.Preparing);
                return (db.Orders.Append(step), step.Row);
            case Kind.Bug:
                return (db.Database.Write(new RecordingWrite<bool>(_ => throw new InvalidOperationException("a bug"))), null);
            default:
                return (db.Database.Write(new WrongStatement(kind == Kind.NullWhereNoneMayBe
                    ? "INSERT INTO orders (id) VALUES (?1)"
                    : "INSERT INTO schema_version (version, name, applied_at) VALUES (1, 'twice', ?1)")), null);
        }
    }

    private static bool Expected(Kind kind, Exception? error) => kind switch
    {
        Kind.Place or Kind.Step => error is null,
        Kind.PlaceAgain or Kind.StaleStep => error is InconsistentStateException,
        Kind.Bug => error is InvalidOperationException,
        _ => error is DatabaseException { Fault: DatabaseFault.Statement },
    };

    /// <summary>Something that the database refuses, along with whatever else is sent.</summary>
    private sealed class WrongStatement(string sql) : Write<int>
    {
        protected override int Run(WriteSession session)
        {
            session.Use<Statements>().Send(sql);
            return 0;
        }

        private sealed class Statements(Connection connection) : IWriteStatements<Statements>
        {
            public static Statements Prepare(Connection connection) => new(connection);

            public void Send(string sql) => connection.Prepare(sql).Bind(1, 0).Send();
        }
    }
}

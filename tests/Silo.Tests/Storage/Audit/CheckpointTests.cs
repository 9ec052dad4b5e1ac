using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class CheckpointTests
{
    [Fact]
    public async Task Add_NothingNew_TakesNone()
    {
        await using var db = TestDatabase.Open();
        Assert.Null(await db.Checkpoints.LastAt());
        Assert.Null(await db.Checkpoints.Add(SampleOrders.Start));
        await db.Audit(AuditSamples.Entry("stock:A"));
        Assert.NotNull(await db.Checkpoints.Add(SampleOrders.Start));
        Assert.Null(await db.Checkpoints.Add(SampleOrders.Start.AddHours(1)));
        Assert.Equal(SampleOrders.Start, await db.Checkpoints.LastAt());
    }

    [Fact]
    public async Task Add_MoreRowsThanOneHolds_TakesSeveralWithoutAGap()
    {
        await using var db = TestDatabase.Open();
        const int rows = AuditCheckpoints.MostRows + 500;
        await db.Audit([.. Enumerable.Range(1, rows).Select(n => AuditSamples.Entry($"stock:{n % 700}", n))]);
        var (first, second) = (await db.Checkpoints.Add(SampleOrders.Start), await db.Checkpoints.Add(SampleOrders.Start));

        Assert.Equal((AuditCheckpoints.MostRows, rows), (first!.LastPosition, second!.LastPosition));
        Assert.Null(await db.Checkpoints.Add(SampleOrders.Start));
        Assert.Equal(AuditCheckpoints.MostRows + 1, await db.Number("SELECT first_position FROM audit_checkpoints WHERE number = 2"));
        Assert.Equal([700, 500], (await Heads(db)).Select(heads => heads.Count));
    }

    [Fact]
    public async Task Add_OrdersAndSubjects_HoldsTheLastRowOfEach()
    {
        await using var db = TestDatabase.Open();
        var (head, _) = await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Shipped);
        await db.Audit(AuditSamples.Entry("stock:Ü", 1), AuditSamples.Entry("stock:Ü", 2));
        var taken = await db.Checkpoints.Add(SampleOrders.Start);

        var heads = Assert.Single(await Heads(db));
        Assert.Equal([(AuditSubjects.OfOrder(SampleOrders.Id(1)), 4, 4), ("stock:Ü", 2, 6)], heads.Select(h => (h.Name, h.Sequence, h.Position)));
        Assert.Equal(head.Hash.AsSpan(), heads[0].Hash.AsSpan());
        Assert.Equal(64, taken!.Hash.Length);
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 1, 0, 200, 65 })]
    public void Read_BytesThatAreNoHeads_AreRefused(byte[] bytes) => Assert.Throws<InvalidDataException>(() => CheckpointHeads.Read(bytes));

    private static Task<List<List<CheckpointHead>>> Heads(TestDatabase db) => db.Database.Read(connection =>
    {
        var read = connection.Prepare("SELECT heads FROM audit_checkpoints ORDER BY number");
        var all = new List<List<CheckpointHead>>();
        while (read.Step()) all.Add(CheckpointHeads.Read(read.Bytes(0)));
        read.Reset();
        return all;
    });
}

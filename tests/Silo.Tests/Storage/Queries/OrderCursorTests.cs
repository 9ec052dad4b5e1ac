using Xunit;

namespace Orders.Tests.Storage;

public sealed class OrderCursorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("\ud83d\ude00")]
    public async Task List_CursorFromNowhere_IsRefused(string cursor)
    {
        await using var db = TestDatabase.Open();
        await Assert.ThrowsAsync<InvalidCursorException>(() => db.Reader.List(default, new OrderQuery { Cursor = cursor }));
    }

    [Fact]
    public async Task List_CursorOfAnotherQuery_IsRefused()
    {
        await using var db = TestDatabase.Open();
        for (var n = 1; n <= 3; n++) await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(n)));
        var query = new OrderQuery { Limit = 1 };
        var cursor = (await db.Reader.List(new OrderScope(null, 1), query)).NextCursor;
        Assert.NotNull(cursor);

        OrderQuery[] others =
        [
            query with { Sort = OrderSort.PlacedAt }, query with { Text = "mug" }, query with { Overdue = false },
            query with { Statuses = [OrderStatus.Received] }, query with { From = SampleOrders.Start }, query with { To = SampleOrders.Start.AddDays(9) },
        ];
        foreach (var other in others)
            await Assert.ThrowsAsync<InvalidCursorException>(() => db.Reader.List(new OrderScope(null, 1), other with { Cursor = cursor }));
        await Assert.ThrowsAsync<InvalidCursorException>(() => db.Reader.List(new OrderScope(null, 2), query with { Cursor = cursor }));

        // Another page size, or the same statuses said differently, is the same list.
        Assert.Equal(2, (await db.Reader.List(new OrderScope(null, 1), query with { Cursor = cursor, Limit = 2 })).Items.Length);
    }
}

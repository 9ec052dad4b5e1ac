using Orders.Web;

namespace Orders.Tests;

public sealed class OrderListQueryTests
{
    private const string Host = "http://localhost";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 23, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("/orders")]
    [InlineData("/orders?status=received&status=shipped")]
    [InlineData("/orders?date=7d&q=blue%20mug")]
    [InlineData("/orders?date=custom&from=2026-11-01&to=2026-11-05")]
    [InlineData("/orders?overdue=true&sort=-total&cursor=abc")]
    public void Parse_OfItsOwnAddress_ComesBackTheSame(string address) =>
        Assert.Equal(address, OrderListQuery.Parse(Host + address).ToUri("/orders"));

    [Theory]
    [InlineData("/orders?status=nonsense&sort=nonsense&date=nonsense&from=yesterday")]
    [InlineData("/orders?overdue=maybe&from=0001-01-01&to=9999-12-31")]
    public void Parse_OfNonsense_IsTheWholeList(string address) => Assert.False(OrderListQuery.Parse(Host + address).IsFiltered);

    [Fact]
    public void ToQuery_Today_IsTheViewersToday()
    {
        var query = OrderListQuery.Parse(Host + "/orders?date=today").ToQuery(Now, Berlin, 50);

        Assert.Equal(new DateTimeOffset(2026, 11, 22, 23, 0, 0, TimeSpan.Zero), query.From);
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 23, 0, 0, TimeSpan.Zero), query.To);
    }

    [Theory]
    [InlineData("/orders", true)]
    [InlineData("/orders?status=received", true)]
    [InlineData("/orders?date=today", true)]
    [InlineData("/orders?status=closed", false)]
    [InlineData("/orders?date=yesterday", false)]
    [InlineData("/orders?q=mug", false)]
    [InlineData("/orders?sort=placedAt", false)]
    [InlineData("/orders?cursor=abc", false)]
    public void ExpectsNew_OnlyWhereANewOrderWouldStandOnTop_IsTrue(string address, bool expected) =>
        Assert.Equal(expected, OrderListQuery.Parse(Host + address).ExpectsNew(Now, Berlin));
}

using System.Text;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>The stored form is for good: these texts are in databases.</summary>
public sealed class OrderJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Write_Advanced_IsTheFormThatDatabasesHold() => Assert.Equal(
        """{"type":"advanced","from":"prepared","to":"shipped","note":"Für Sie","shipment":{"carrier":"DHL","trackingNumber":"1"},"sequence":4,"at":"2026-03-01T08:00:00+00:00","actor":{"role":"seller","id":"7","name":"Sam","sellerId":1},"commandKey":"k"}""",
        Encoding.UTF8.GetString(OrderJson.Write(new OrderAdvanced(
            4, At, new Actor(Role.Seller, 7, "Sam", 1), "k", OrderStatus.Prepared, OrderStatus.Shipped, "Für Sie", new Shipment("DHL", "1")))));

    [Fact]
    public void Write_Cancelled_IsTheFormThatDatabasesHold() => Assert.Equal(
        """{"type":"cancelled","from":"received","reason":"Changed my mind","sequence":2,"at":"2026-03-01T08:00:00+00:00","actor":{"role":"buyer","id":"9","name":"Ana"}}""",
        Encoding.UTF8.GetString(OrderJson.Write(new OrderCancelled(
            2, At, new Actor(Role.Buyer, 9, "Ana"), null, OrderStatus.Received, "Changed my mind"))));

    [Fact]
    public void Read_WithAFieldFromALaterVersion_IgnoresIt()
    {
        var read = OrderJson.Read(
            """{"type":"cancelled","from":"received","reason":"r","sequence":2,"at":"2026-03-01T08:00:00+00:00","actor":{"role":"buyer","id":"9","name":"Ana"},"new":1}"""u8);
        Assert.Equal(new OrderCancelled(2, At, new Actor(Role.Buyer, 9, "Ana"), null, OrderStatus.Received, "r"), read);
    }

    [Fact]
    public void WriteAndRead_Placed_KeepsEverything()
    {
        var placed = SampleOrders.Place(SampleOrders.Id(1)).Events[0];
        var again = (OrderPlaced)OrderJson.Read(OrderJson.Write(placed));
        Assert.Equal(OrderJson.Write(placed), OrderJson.Write(again));
        Assert.Equal(((OrderPlaced)placed).Details with { Lines = [] }, again.Details with { Lines = [] });
        Assert.Equal(((OrderPlaced)placed).Details.Lines.AsEnumerable(), again.Details.Lines);
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Orders.Tests;

public sealed class OrderNoticesTests
{
    private static readonly OrderId Id = Given.NewId();
    private static readonly OrderFacts Order = OrderFacts.Of(Id, Given.Details(Id));
    private static readonly Money Twelve = new(1200, "EUR");

    private static readonly ImmutableArray<Recipient> Staff =
    [
        new(Given.Seller.Id, Role.Seller, "S. Seller", "s@shop.example") { SellerId = Given.Shop },
        new(Given.Manager.Id, Role.Manager, "M. Manager", "m@shop.example") { SellerId = Given.Shop },
    ];

    private static OrderAdvanced Advanced(OrderStatus from, OrderStatus to, Shipment? shipment = null) =>
        new(2, Given.Now, Given.Seller, null, from, to, null, shipment);

    private static OrderCancelled Cancelled(Actor by, string reason = "Ordered twice") =>
        new(2, Given.Now, by, null, OrderStatus.Received, reason);

    private static OrderRefundFailed RefundFailed(long sequence, bool givenUp = false) =>
        new(sequence, Given.Now, Given.Machine, null, Twelve, "the card has expired", givenUp);

    public static TheoryData<OrderEvent, NotificationEvent, string[], string[]> Events => new()
    {
        { new OrderPlaced(1, Given.Now, Given.Buyer, null, Given.Details(Id)), NotificationEvent.OrderReceived, ["2 · Blue mug +1", "29.90 EUR", "Mugs & More"], ["A. Buyer", "2 · Blue mug +1", "29.90 EUR"] },
        { Advanced(OrderStatus.Received, OrderStatus.Preparing), NotificationEvent.OrderPreparing, ["being prepared"], ["from received to preparing", "S. Seller"] },
        { Advanced(OrderStatus.Preparing, OrderStatus.Prepared), NotificationEvent.OrderPrepared, ["packed", "cannot be cancelled"], ["from preparing to prepared"] },
        { Advanced(OrderStatus.Prepared, OrderStatus.Shipped, new("DHL", "JD01")), NotificationEvent.OrderShipped, ["on its way", "DHL", "JD01", "https://"], ["shipped"] },
        { Advanced(OrderStatus.Prepared, OrderStatus.Shipped), NotificationEvent.OrderShipped, ["brings it to you itself"], ["shipped"] },
        { Advanced(OrderStatus.Shipped, OrderStatus.Delivered), NotificationEvent.OrderDelivered, ["arrived"], ["delivered"] },
        { Advanced(OrderStatus.Delivered, OrderStatus.Closed), NotificationEvent.OrderClosed, ["done"], ["closed"] },
        { Cancelled(Given.Buyer), NotificationEvent.OrderCancelled, ["You have cancelled", "Ordered twice"], ["A. Buyer has cancelled", "Ordered twice", "It was received"] },
        { Cancelled(Given.Seller), NotificationEvent.OrderCancelled, ["Mugs & More has cancelled", "Ordered twice"], ["S. Seller has cancelled"] },
        { Cancelled(Given.Machine), NotificationEvent.OrderCancelled, ["Mugs & More has cancelled"], ["The shop's policy has cancelled"] },
        { new OrderRefunded(3, Given.Now, Given.Machine, null, Twelve), NotificationEvent.OrderRefunded, ["12.00 EUR"], ["12.00 EUR", "A. Buyer"] },
        { RefundFailed(3), NotificationEvent.RefundFailed, ["12.00 EUR", "tried again by itself", "need not do anything"], ["the card has expired", "tried again by itself"] },
        { RefundFailed(3, givenUp: true), NotificationEvent.RefundFailed, ["has been told"], ["all tries are used up", "Try the refund again"] },
    };

    [Theory, MemberData(nameof(Events))]
    public void Of_AnEvent_BuyerAndShopInTheirOwnWords(OrderEvent e, NotificationEvent topic, string[] toBuyer, string[] toShop)
    {
        var notices = OrderNotices.Of(Order, e, Staff);

        Assert.Equal([Given.Buyer.Id, Given.Seller.Id, Given.Manager.Id], notices.Select(n => n.Recipient.Id));
        Assert.All(notices, n => Assert.Equal((topic, e.At, e.Sequence), (n.Event, n.At, n.Sequence!.Value)));
        Assert.All(notices, n => Assert.Contains("1001", n.Title, StringComparison.Ordinal));
        Assert.All(notices, n => Assert.DoesNotContain('\n', n.Title));
        Assert.All(toBuyer, words => Assert.Contains(words, $"{notices[0].Title}\n{notices[0].Body}", StringComparison.Ordinal));
        Assert.All(toShop, words => Assert.Contains(words, $"{notices[1].Title}\n{notices[1].Body}", StringComparison.Ordinal));
        Assert.Equal([$"/my/orders/{Id}", $"/orders/{Id}", $"/orders/{Id}"], notices.Select(n => n.Path));
    }

    [Theory]
    [InlineData(EscalationAction.Remind, 14400, "Order 1001 waits for you", "longer than 4 hours")]
    [InlineData(EscalationAction.Overdue, 129600, "Order 1001 is overdue", "longer than 1 day 12 hours")]
    [InlineData(EscalationAction.Overdue, 864000, "Order 1001 is overdue", "longer than 10 days")]
    public void Of_AnOrderThatWaitedTooLong_TheShopAlone(EscalationAction action, int seconds, string title, string words)
    {
        var e = new OrderEscalated(2, Given.Now, Given.Machine, null, OrderStatus.Received, action, TimeSpan.FromSeconds(seconds), InDigest: false);
        var notices = OrderNotices.Of(Order, e, Staff);

        Assert.Equal([Given.Seller.Id, Given.Manager.Id], notices.Select(n => n.Recipient.Id));
        Assert.All(notices, n => Assert.Equal((NotificationEvent.OrderOverdue, title), (n.Event, n.Title)));
        Assert.All(notices, n => Assert.Contains(words, n.Body, StringComparison.Ordinal));
        Assert.All(notices, n => Assert.False(n.OwnDoing));
        // There will be one message for all: only their programs hear of each.
        Assert.All(OrderNotices.Of(Order, e with { InDigest = true }, Staff), n => Assert.True(n.OwnDoing && n.Data is not null));
    }

    [Fact]
    public void Of_ManyCancelledByThePolicyAtOnce_TheBuyerIsToldTheShopReadsTheDigest()
    {
        var notices = OrderNotices.Of(Order, new OrderCancelled(2, Given.Now, Given.Machine, null, OrderStatus.Received, "Too long.", InDigest: true), Staff);

        Assert.Equal([false, true, true], notices.Select(n => n.OwnDoing));
    }

    [Fact]
    public void Of_TheSellersOwnClick_HisOwnDoingAndNobodyElses()
    {
        var notices = OrderNotices.Of(Order, Advanced(OrderStatus.Received, OrderStatus.Preparing), Staff);

        Assert.Equal([false, true, false], notices.Select(n => n.OwnDoing));
    }

    [Fact]
    public void Of_TheBuyersOwnCancel_StillToldInWriting() =>
        Assert.All(OrderNotices.Of(Order, Cancelled(Given.Buyer), Staff), n => Assert.False(n.OwnDoing));

    [Fact]
    public void KeyOf_ARefundThatKeepsFailing_OneHappeningUntilItIsGivenUp()
    {
        Assert.Equal(OrderNotices.KeyOf(Id, RefundFailed(3)), OrderNotices.KeyOf(Id, RefundFailed(4)));
        Assert.NotEqual(OrderNotices.KeyOf(Id, RefundFailed(4)), OrderNotices.KeyOf(Id, RefundFailed(5, givenUp: true)));
        Assert.NotEqual(OrderNotices.KeyOf(Id, Cancelled(Given.Buyer)), OrderNotices.KeyOf(Given.NewId(), Cancelled(Given.Buyer)));
    }

    public static TheoryData<OrderEvent> EventsAlone => new(Events.Select(row => (OrderEvent)row[0]));

    [Theory, MemberData(nameof(EventsAlone))]
    public void Of_AnEvent_ProgramsAreToldNothingPersonal(OrderEvent e)
    {
        var notices = OrderNotices.Of(Order, e, Staff);
        var data = JsonDocument.Parse(notices[1].Data!).RootElement;

        Assert.Null(notices[0].Data);
        Assert.Equal((Id.ToString(), "1001", e.Sequence), (data.GetProperty("orderId").GetString(), data.GetProperty("number").GetString(), data.GetProperty("sequence").GetInt64()));
        Assert.All([Order.Buyer.Name, Order.Buyer.Email, Given.Address.Line1], personal => Assert.DoesNotContain(personal, notices[1].Data!, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_EveryKindOfOrderEvent_IsToldOrLeftOutOnPurpose()
    {
        var told = Events.Select(row => row[0].GetType()).ToHashSet();
        var kinds = typeof(OrderEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OrderEvent)));

        Assert.Empty(kinds.Except(told).Select(t => t.Name).Except(["OrderEscalated", "OrderHeld"]));
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Tests;

public sealed class AuditWordsTests
{
    private static readonly OrderEvent[] Events =
    [
        new OrderPlaced(1, Given.Now, Given.Buyer, null, Given.Details(Given.NewId())),
        new OrderAdvanced(2, Given.Now, Given.Seller, null, OrderStatus.Received, OrderStatus.Preparing, "soon", null),
        new OrderAdvanced(3, Given.Now, Given.Seller, null, OrderStatus.Prepared, OrderStatus.Shipped, null, new Shipment("DHL", "JD01")),
        new OrderCancelled(4, Given.Now, Given.Buyer, null, OrderStatus.Received, "Changed my mind"),
        new OrderRefunded(5, Given.Now, Given.Machine, null, new Money(1250, "EUR")),
        new OrderRefundFailed(6, Given.Now, Given.Machine, null, new Money(1250, "EUR"), "card gone", false),
        new OrderRefundFailed(7, Given.Now, Given.Machine, null, new Money(1250, "EUR"), "card gone", true),
        new OrderEscalated(8, Given.Now, Given.Machine, null, OrderStatus.Preparing, EscalationAction.Overdue, TimeSpan.FromHours(4), false),
        new OrderEscalated(9, Given.Now, Given.Machine, null, OrderStatus.Preparing, EscalationAction.Remind, TimeSpan.FromHours(4), true),
        new OrderHeld(10, Given.Now, Given.Seller, null, Given.Now.AddDays(1), "on holiday"),
    ];

    [Theory]
    [InlineData(0, "number 1001, 2 lines, 29.90 EUR", null)]
    [InlineData(1, "received → preparing", "soon")]
    [InlineData(2, "prepared → shipped with DHL JD01", null)]
    [InlineData(3, "received → cancelled", "Changed my mind")]
    [InlineData(4, "12.50 EUR given back", null)]
    [InlineData(5, "12.50 EUR could not be given back; tried again", "card gone")]
    [InlineData(6, "12.50 EUR could not be given back; no more tries", "card gone")]
    [InlineData(7, "overdue: preparing for more than PT4H", null)]
    [InlineData(8, "reminded: preparing for more than PT4H", null)]
    [InlineData(9, "nothing is escalated before 2026-03-02 10:00Z", "on holiday")]
    public void Summary_OfEachEvent_SaysWhatAndWhy(int index, string summary, string? reason)
    {
        Assert.Equal(summary, AuditWords.Summary(Events[index]));
        Assert.Equal(reason, AuditWords.Reason(Events[index]));
    }

    [Fact]
    public void TypeOf_EveryKindOfEvent_IsThatOfItsJson()
    {
        var kinds = typeof(OrderEvent).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>().ToArray();
        Assert.Equal(kinds.Select(k => k.DerivedType).ToHashSet(), Events.Select(e => e.GetType()).ToHashSet());
        foreach (var e in Events)
            Assert.Equal(JsonSerializer.SerializeToElement(e).GetProperty("type").GetString(), AuditWords.TypeOf(e));
    }
}

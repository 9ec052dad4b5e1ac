using System.Globalization;
using System.Xml;

namespace Orders;

/// <summary>An order's events in the words of the audit log. Pure.</summary>
public static class AuditWords
{
    /// <summary>As in the event's JSON.</summary>
    public static string TypeOf(OrderEvent e) => e switch
    {
        OrderPlaced => "placed",
        OrderAdvanced => "advanced",
        OrderCancelled => "cancelled",
        OrderRefunded => "refunded",
        OrderRefundFailed => "refundFailed",
        OrderEscalated => "escalated",
        OrderHeld => "held",
        _ => e.GetType().Name,
    };

    public static string Summary(OrderEvent e) => e switch
    {
        OrderPlaced placed => string.Create(
            CultureInfo.InvariantCulture, $"number {placed.Details.Number}, {placed.Details.Lines.Length} lines, {placed.Details.Total}"),
        OrderAdvanced { Shipment: { Carrier: { } carrier, TrackingNumber: var number } } advanced => $"{Step(advanced.From, advanced.To)} with {carrier} {number}",
        OrderAdvanced advanced => Step(advanced.From, advanced.To),
        OrderCancelled cancelled => Step(cancelled.From, OrderStatus.Cancelled),
        OrderRefunded refunded => $"{refunded.Amount} given back",
        OrderRefundFailed { GivenUp: true } failed => $"{failed.Amount} could not be given back; no more tries",
        OrderRefundFailed failed => $"{failed.Amount} could not be given back; tried again",
        OrderEscalated { Action: EscalationAction.Overdue } escalated => $"overdue: {Name(escalated.Status)} for more than {Words(escalated.After)}",
        OrderEscalated escalated => $"reminded: {Name(escalated.Status)} for more than {Words(escalated.After)}",
        OrderHeld held => string.Create(CultureInfo.InvariantCulture, $"nothing is escalated before {held.Until.UtcDateTime:yyyy-MM-dd HH:mm}Z"),
        _ => TypeOf(e),
    };

    /// <summary>Why, as far as somebody said so.</summary>
    public static string? Reason(OrderEvent e) => e switch
    {
        OrderAdvanced advanced => advanced.Note,
        OrderCancelled cancelled => cancelled.Reason,
        OrderRefundFailed failed => failed.Reason,
        OrderHeld held => held.Reason,
        _ => null,
    };

    private static string Step(OrderStatus from, OrderStatus to) => $"{Name(from)} → {Name(to)}";

    private static string Words(TimeSpan time) => XmlConvert.ToString(time);

    private static string Name(OrderStatus status) => status.ToString().ToLowerInvariant();
}

using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>What the pages call things. One place, so that both sides read the same and another language has one place to go.</summary>
public static class OrderWords
{
    /// <summary>A status as the shop says it.</summary>
    public static string ForShop(OrderStatus status) => status.ToString();

    /// <summary>A status as its buyer says it.</summary>
    public static string ForBuyer(OrderStatus status) => status switch
    {
        OrderStatus.Received => "Received",
        OrderStatus.Preparing => "Being prepared",
        OrderStatus.Prepared => "Packed",
        OrderStatus.Shipped => "On its way",
        OrderStatus.Delivered => "Delivered",
        OrderStatus.Closed => "Completed",
        OrderStatus.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What happened when this status was entered, for the buyer.</summary>
    public static string HappenedForBuyer(OrderStatus status, string seller) => status switch
    {
        OrderStatus.Received => $"{seller} has your order",
        OrderStatus.Preparing => $"{seller} began to prepare it",
        OrderStatus.Prepared => "It is packed and ready to be handed over",
        OrderStatus.Shipped => "It was handed over and is on its way",
        OrderStatus.Delivered => "It was delivered",
        OrderStatus.Closed => "The order is completed",
        OrderStatus.Cancelled => "The order was cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>The button that moves an order on.</summary>
    public static string Step(OrderStatus to) => to switch
    {
        OrderStatus.Preparing => "Start preparing",
        OrderStatus.Prepared => "Mark as prepared",
        OrderStatus.Shipped => "Ship",
        OrderStatus.Delivered => "Mark as delivered",
        OrderStatus.Closed => "Close",
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "No button leads there."),
    };

    /// <summary>In one sentence what a step does, and to whom.</summary>
    public static string Consequence(OrderStatus to, string number, string buyer) => to switch
    {
        OrderStatus.Preparing => $"Order {number} moves to preparing; {buyer} sees that it is being prepared and can still cancel.",
        OrderStatus.Prepared => $"Order {number} is ready to hand over; {buyer} sees that it is packed and cannot cancel any more.",
        OrderStatus.Shipped => $"Order {number} leaves the shop; {buyer} sees that it is on its way.",
        OrderStatus.Delivered => $"Order {number} has arrived; {buyer} sees that it was delivered.",
        OrderStatus.Closed => $"Order {number} is done; nothing about it can be changed after this.",
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "No button leads there."),
    };

    /// <summary>The same for several orders at once.</summary>
    public static string Consequence(OrderStatus to, int count) =>
        $"{count} {(count == 1 ? "order moves" : "orders move")} to {ForShop(to).ToLowerInvariant()}; the buyers see it at once.";

    /// <summary>The one next step among what the API says is allowed; null where there is none.</summary>
    public static OrderStatus? NextStep(ImmutableArray<string> allowedActions)
    {
        foreach (var action in allowedActions)
        {
            if (action != Cancel && Enum.TryParse<OrderStatus>(action, ignoreCase: true, out var to)) return to;
        }

        return null;
    }

    public const string Cancel = "cancel";

    /// <summary>When, by whom and why it was cancelled; null where it was not. Other things may have happened since.</summary>
    public static HistoryItem? Cancellation(OrderView order) => order.History.LastOrDefault(item => item.To == OrderStatus.Cancelled);

    /// <summary>Something that happened to the order without moving it, for the shop.</summary>
    public static string Happened(string type) => type switch
    {
        "refunded" => "Money paid back",
        "refundFailed" => "Paying the money back failed",
        "escalated" => "Waited too long",
        "held" => "Put on hold",
        _ => type,
    };

    /// <summary>What only the shop reads in an order's history.</summary>
    public static bool IsInternal(HistoryItem item) => item.Type is "escalated" or "held";

    /// <summary>The same for the buyer: with the note where it is theirs to read.</summary>
    public static string HappenedForBuyer(HistoryItem item, string seller) => item switch
    {
        { To: { } to } => HappenedForBuyer(to, seller),
        { Type: "refunded", Note: { Length: > 0 } amount } => $"{amount} was paid back to you",
        { Type: "refunded" } => "Your money was paid back",
        { Type: "refundFailed" } => "Paying your money back did not work yet",
        _ => item.Type,
    };

    /// <summary>What was said to the buyer; what a payment provider said is for the shop.</summary>
    public static string? NoteForBuyer(HistoryItem item) => item is { To: not null, Note.Length: > 0 } ? item.Note : null;

    /// <summary>Why a command was refused, and what to do now.</summary>
    public static string Explain(OrderError error) => error switch
    {
        OrderNotFound => "This order is not there, or not yours.",
        IllegalTransition e => $"The order is {ForShop(e.From).ToLowerInvariant()} by now, so this step is not possible any more.",
        InvalidField e => e.Message,
        VersionMismatch => "Somebody else changed this order in the meantime. Look at it again before you go on.",
        KeyReused => "This was already sent, with other content. Look at your orders before you send it again.",
        MixedSellers e => $"One order is one shop's; these items are from {string.Join(" and ", e.Sellers)}.",
        OutOfStock { Available: 0 } => "One of the items is sold out.",
        OutOfStock e => $"Of one of the items only {e.Available} are left.",
        PaymentDeclined e => $"The payment was declined: {e.Reason}",
        PaymentUnavailable => "The payment provider does not answer just now.",
        OrderIdTaken => "This could not be placed just now. Try again.",
        _ => "This was refused.",
    };
}

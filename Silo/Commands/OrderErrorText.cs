namespace Orders.Commands;

/// <summary>Refusals in words, for people at a keyboard.</summary>
public static class OrderErrorText
{
    public static string Of(OrderError error) => error switch
    {
        IllegalTransition e => $"there is no step from {e.From.InWords()} to {e.To.InWords()}",
        InvalidField e => $"{e.Field}: {e.Message}",
        OrderIdTaken => "no free id at its time of placing",
        _ => error.GetType().Name,
    };

    /// <summary>As the API and the console write it.</summary>
    public static string InWords(this OrderStatus status) => status switch
    {
        OrderStatus.Received => "received",
        OrderStatus.Preparing => "preparing",
        OrderStatus.Prepared => "prepared",
        OrderStatus.Shipped => "shipped",
        OrderStatus.Delivered => "delivered",
        OrderStatus.Closed => "closed",
        OrderStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status."),
    };
}

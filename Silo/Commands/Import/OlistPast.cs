using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Commands;

/// <summary>When an order was placed and what happened to it since, read from its status and its four timestamps.</summary>
public sealed record OlistPast(DateTimeOffset PlacedAt, ImmutableArray<ImportStep> Steps)
{
    private static readonly TimeSpan PackedBeforeHandOver = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ClosedAfterDelivery = TimeSpan.FromDays(7);

    public static (OlistPast? Past, Refusal? Refusal) Of(OlistOrderRow row)
    {
        var times = new Times(row);
        if (times.Problem is { } problem) return (null, problem);
        if (times.Purchased is not { } placed) return (null, Missing(row, "order_purchase_timestamp"));
        return row.Status switch
        {
            "created" => Known(placed, []),
            "approved" or "invoiced" or "processing" => Progressed(row, times, placed, OrderStatus.Preparing),
            "shipped" => Progressed(row, times, placed, OrderStatus.Shipped),
            "delivered" => Progressed(row, times, placed, OrderStatus.Closed),
            "canceled" or "unavailable" => Known(placed, Stopped(row, times, placed)),
            _ => (null, new Refusal(OlistFiles.Orders, row.Line, "unknown order_status", row.Status)),
        };
    }

    // Every step up to the one reached needs its time; times run backwards in the source now and then and stay as they are.
    private static (OlistPast?, Refusal?) Progressed(OlistOrderRow row, Times times, DateTimeOffset placed, OrderStatus reached)
    {
        var steps = ImmutableArray.CreateBuilder<ImportStep>();
        if (times.Approved is not { } approved) return (null, Missing(row, "order_approved_at"));
        steps.Add(new ImportStep(OrderStatus.Preparing, approved));
        if (reached >= OrderStatus.Shipped)
        {
            if (times.HandedToCarrier is not { } handed) return (null, Missing(row, "order_delivered_carrier_date"));
            steps.Add(new ImportStep(OrderStatus.Prepared, handed - PackedBeforeHandOver));
            steps.Add(new ImportStep(OrderStatus.Shipped, handed, "Handed to a carrier, which the data does not name"));
        }

        if (reached >= OrderStatus.Delivered)
        {
            if (times.DeliveredToCustomer is not { } delivered) return (null, Missing(row, "order_delivered_customer_date"));
            steps.Add(new ImportStep(OrderStatus.Delivered, delivered));
            steps.Add(new ImportStep(OrderStatus.Closed, delivered + ClosedAfterDelivery));
        }

        return Known(placed, steps.ToImmutable());
    }

    // From shipped on an order cannot be cancelled any more (OrderTransitions): one that the source cancels later goes as far as
    // prepared, and the reason says that it had been handed over.
    private static ImmutableArray<ImportStep> Stopped(OlistOrderRow row, Times times, DateTimeOffset placed)
    {
        var steps = ImmutableArray.CreateBuilder<ImportStep>();
        if (times.Approved is { } approved)
        {
            steps.Add(new ImportStep(OrderStatus.Preparing, approved));
            if (times.HandedToCarrier is { } handed) steps.Add(new ImportStep(OrderStatus.Prepared, handed - PackedBeforeHandOver));
        }

        var latest = new[] { placed, times.Approved, times.HandedToCarrier, times.DeliveredToCustomer }.Max()!.Value;
        var reason = $"Olist has this order as {row.Status}; it does not say since when, so this is the latest time it knows";
        if (times.HandedToCarrier is { } at) reason += $". Handed to the carrier {Text(at)}";
        if (times.DeliveredToCustomer is { } arrived) reason += $". Delivered {Text(arrived)}";
        steps.Add(new ImportStep(OrderStatus.Cancelled, latest, reason));
        return steps.ToImmutable();
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static (OlistPast?, Refusal?) Known(DateTimeOffset placed, ImmutableArray<ImportStep> steps) =>
        (new OlistPast(placed, steps), null);

    private static Refusal Missing(OlistOrderRow row, string column) =>
        new(OlistFiles.Orders, row.Line, $"{row.Status}, but {column} is empty");

    private sealed class Times
    {
        private const string Format = "yyyy-MM-dd HH:mm:ss";

        public Times(OlistOrderRow row)
        {
            Purchased = Read(row, "order_purchase_timestamp", row.Purchased);
            Approved = Read(row, "order_approved_at", row.Approved);
            HandedToCarrier = Read(row, "order_delivered_carrier_date", row.HandedToCarrier);
            DeliveredToCustomer = Read(row, "order_delivered_customer_date", row.DeliveredToCustomer);
        }

        public DateTimeOffset? Purchased { get; }
        public DateTimeOffset? Approved { get; }
        public DateTimeOffset? HandedToCarrier { get; }
        public DateTimeOffset? DeliveredToCustomer { get; }
        public Refusal? Problem { get; private set; }

        private DateTimeOffset? Read(OlistOrderRow row, string column, string text)
        {
            if (text.Length == 0) return null;
            if (DateTimeOffset.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;

            Problem ??= new Refusal(OlistFiles.Orders, row.Line, $"{column} is not a time like 2017-10-02 10:56:00", text);
            return null;
        }
    }
}

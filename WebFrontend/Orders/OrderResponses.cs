using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;

namespace Orders.Web;

/// <summary>An order's history alone.</summary>
public sealed record HistoryResponse(ImmutableArray<HistoryItem> Items);

/// <summary>What became of each order, in the order asked for.</summary>
public sealed record BulkResponse(IReadOnlyList<BulkResult> Results);

/// <param name="Status">Where the order stands now, as far as it is known.</param>
/// <param name="Error">Why it was refused; null where it was not.</param>
public sealed record BulkResult(string Id, bool Ok, OrderStatus? Status, ProblemDetails? Error);

/// <summary>What anybody with the tracking link sees.</summary>
public sealed record TrackingResponse(
    string Number, string SellerName, OrderStatus Status, long Version, IReadOnlyList<TrackingStep> Timeline,
    string? Carrier, string? TrackingNumber, string? TrackingUrl)
{
    public static TrackingResponse Of(TrackingView view) => new(
        view.Number, view.SellerName, view.Status, view.Version,
        [.. view.Timestamps.OrderBy(t => t.Value).ThenBy(t => t.Key).Select(t => new TrackingStep(t.Key, t.Value))],
        view.Shipment?.Carrier, view.Shipment?.TrackingNumber, view.Shipment?.TrackingUrl);
}

public sealed record TrackingStep(OrderStatus Status, DateTimeOffset At);

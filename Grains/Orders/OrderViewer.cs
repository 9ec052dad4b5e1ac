using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Orders;

/// <summary>An order as others see it: the caller, or the holder of the tracking link.</summary>
public static class OrderViewer
{
    /// <summary>The order as this caller sees it; whether the caller may see it at all is <see cref="OrderAccess"/>.</summary>
    public static OrderView View(OrderState state, DateTimeOffset? dueAt, Actor caller)
    {
        var details = state.Details;
        return new OrderView
        {
            Id = state.Id,
            Number = details.Number,
            SellerId = details.SellerId,
            SellerName = details.SellerName,
            Buyer = details.Buyer,
            Status = state.Status,
            PlacedAt = state.Id.PlacedAt,
            UpdatedAt = state.UpdatedAt,
            Version = state.Version,
            Lines = details.Lines,
            ShippingFee = details.ShippingFee,
            Total = state.Total,
            ShippingAddress = details.ShippingAddress,
            Payment = state.Payment,
            Shipment = state.Shipment,
            Timestamps = state.Timestamps,
            History = caller.Role == Role.Buyer ? ForBuyer(state.History) : state.History,
            DueAt = dueAt,
            EscalationLevel = state.EscalationLevel,
            HeldUntil = state.HeldUntil,
            AllowedActions = OrderActions.For(state.Status, caller.Role),
            TrackingToken = details.TrackingToken,
            Note = details.Note,
        };
    }

    /// <summary>The sequence stays whole; what the shop wrote to itself when it held the order back is not the buyer's to read.</summary>
    private static ImmutableArray<HistoryItem> ForBuyer(ImmutableArray<HistoryItem> history) =>
        history.Any(item => item.Type == "held") ? [.. history.Select(item => item.Type == "held" ? item with { Note = null } : item)] : history;

    /// <summary>Null where the token is not this order's. Compared in constant time: it is a secret.</summary>
    public static TrackingView? Track(OrderState state, string token) =>
        CryptographicOperations.FixedTimeEquals(
            MemoryMarshal.AsBytes(token.AsSpan()), MemoryMarshal.AsBytes(state.Details.TrackingToken.AsSpan()))
            ? new TrackingView(
                state.Details.Number, state.Details.SellerName, state.Status, state.Version, state.Timestamps, state.Shipment,
                state.Details.SellerId)
            : null;
}

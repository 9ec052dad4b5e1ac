using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>Asks before anything happens to an order, and does it while the dialog is open.</summary>
public sealed class OrderDialogs(PageDialogs dialogs)
{
    /// <returns>The order after the step; null where the viewer thought better of it.</returns>
    public async Task<OrderView?> Advance(OrderRef order, OrderStatus to) => (OrderView?)await dialogs.Open<AdvanceDialog>(
        to == OrderStatus.Shipped ? $"Ship order {order.Number}" : $"{OrderWords.Step(to)}: order {order.Number}",
        new() { [nameof(AdvanceDialog.Order)] = order, [nameof(AdvanceDialog.To)] = to });

    /// <returns>The cancelled order; null where the viewer thought better of it.</returns>
    public async Task<OrderView?> Cancel(OrderRef order, bool asBuyer, string money) => (OrderView?)await dialogs.Open<CancelDialog>(
        $"Cancel order {order.Number}",
        new() { [nameof(CancelDialog.Order)] = order, [nameof(CancelDialog.AsBuyer)] = asBuyer, [nameof(CancelDialog.Money)] = money });

    /// <returns>The order, held or not any more; null where the viewer thought better of it.</returns>
    public async Task<OrderView?> Hold(OrderRef order, bool isHeld, TimeZoneInfo zone) => (OrderView?)await dialogs.Open<HoldDialog>(
        $"Hold order {order.Number}",
        new() { [nameof(HoldDialog.Order)] = order, [nameof(HoldDialog.IsHeld)] = isHeld, [nameof(HoldDialog.Zone)] = zone });

    /// <returns>How many went through; null where the viewer thought better of it.</returns>
    public async Task<int?> AdvanceAll(ImmutableArray<OrderRef> orders, OrderStatus to) => (int?)await dialogs.Open<BulkDialog>(
        OrderWords.Step(to), new() { [nameof(BulkDialog.Orders)] = orders, [nameof(BulkDialog.To)] = to });
}

using System.Collections.Immutable;
using Microsoft.JSInterop;
using Radzen;

namespace Orders.Web;

/// <summary>Asks before anything happens to an order, and does it while the dialog is open. The focus goes back where it came from.</summary>
public sealed class OrderDialogs(DialogService dialogs, IJSRuntime script)
{
    /// <returns>The order after the step; null where the viewer thought better of it.</returns>
    public async Task<OrderView?> Advance(OrderRef order, OrderStatus to) => (OrderView?)await Open<AdvanceDialog>(
        to == OrderStatus.Shipped ? $"Ship order {order.Number}" : $"{OrderWords.Step(to)}: order {order.Number}",
        new() { [nameof(AdvanceDialog.Order)] = order, [nameof(AdvanceDialog.To)] = to });

    /// <returns>The cancelled order; null where the viewer thought better of it.</returns>
    public async Task<OrderView?> Cancel(OrderRef order, bool asBuyer, string money) => (OrderView?)await Open<CancelDialog>(
        $"Cancel order {order.Number}",
        new() { [nameof(CancelDialog.Order)] = order, [nameof(CancelDialog.AsBuyer)] = asBuyer, [nameof(CancelDialog.Money)] = money });

    /// <returns>How many went through; null where the viewer thought better of it.</returns>
    public async Task<int?> AdvanceAll(ImmutableArray<OrderRef> orders, OrderStatus to) => (int?)await Open<BulkDialog>(
        OrderWords.Step(to), new() { [nameof(BulkDialog.Orders)] = orders, [nameof(BulkDialog.To)] = to });

    private async Task<object?> Open<TDialog>(string title, Dictionary<string, object?> parameters)
        where TDialog : Microsoft.AspNetCore.Components.ComponentBase
    {
        await script.InvokeVoidAsync("orders.rememberFocus");
        object? result = await dialogs.OpenAsync<TDialog>(title, parameters, new DialogOptions
        {
            Width = "460px",
            CloseDialogOnOverlayClick = false,
            CloseDialogOnEsc = true,
            AutoFocusFirstElement = true,
            CloseAriaLabel = "Close the dialog",
        });
        await script.InvokeVoidAsync("orders.restoreFocus");
        return result;
    }
}

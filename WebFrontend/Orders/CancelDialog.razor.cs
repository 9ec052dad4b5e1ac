using Microsoft.AspNetCore.Components;
using Radzen;

namespace Orders.Web;

/// <summary>Asks for the reason, warns, and cancels. Closes with the cancelled order.</summary>
public sealed partial class CancelDialog
{
    private readonly string _key = Guid.NewGuid().ToString("n");
    private string _reason = "";
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired]
    public OrderRef Order { get; set; } = default!;

    [Parameter]
    public bool AsBuyer { get; set; }

    /// <summary>What will happen with the money, in words.</summary>
    [Parameter]
    public string Money { get; set; } = "";

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Account { get; set; } = default!;

    private async Task Confirm()
    {
        if (_busy) return;
        if (_reason.Trim() is not { Length: > 0 } reason)
        {
            _problem = "Say why, so that the other side understands.";
            return;
        }

        _busy = true;
        _problem = null;
        try
        {
            // No version expected: whoever wants to cancel wants it whatever small thing has changed; if it is too late, the order says so.
            var result = await Cluster.GetGrain<IOrderGrain>(Order.Id.Value).Cancel(
                new CancelOrder(await Account.Actor(), reason) { CommandKey = _key });
            if (result.Order is { } order) Dialogs.Close(order);
            else _problem = result.Error is IllegalTransition ? TooLate : OrderWords.Explain(result.Error!);
        }
        finally
        {
            _busy = false;
        }
    }

    private string TooLate => AsBuyer
        ? "It is too late to cancel: the shop has gone further in the meantime."
        : "It is too late to cancel: the order has gone further in the meantime.";
}

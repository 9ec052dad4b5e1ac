using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Asks for the reason, warns, and cancels. Closes with the cancelled order.</summary>
public sealed partial class CancelDialog
{
    private string _reason = "";

    [Parameter]
    public bool AsBuyer { get; set; }

    /// <summary>What will happen with the money, in words.</summary>
    [Parameter]
    public string Money { get; set; } = "";

    private Task Confirm()
    {
        if (_reason.Trim() is not { Length: > 0 } reason)
        {
            Problem = "Say why, so that the other side understands.";
            return Task.CompletedTask;
        }

        // No version expected: whoever wants to cancel wants it whatever small thing has changed; if it is too late, the order says so.
        return Send((order, actor) => order.Cancel(new CancelOrder(actor, reason) { CommandKey = Key }), Explain);
    }

    private string Explain(OrderError error) => error is not IllegalTransition
        ? OrderWords.Explain(error)
        : $"It is too late to cancel: {(AsBuyer ? "the shop" : "the order")} has gone further in the meantime.";
}

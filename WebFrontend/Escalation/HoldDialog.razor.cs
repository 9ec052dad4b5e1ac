using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Asks until when, and why, an order is held back from the escalation policy. Closes with the order.</summary>
public sealed partial class HoldDialog
{
    private string _choice = HoldChoices.All[0].Name;
    private string _reason = "";

    [Parameter]
    public bool IsHeld { get; set; }

    /// <summary>The viewer's.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private Task Confirm() => Send(
        (order, actor) => order.Hold(new HoldOrder(actor, HoldChoices.Until(_choice, Time.GetUtcNow(), Zone), _reason)), OrderWords.Explain);
}

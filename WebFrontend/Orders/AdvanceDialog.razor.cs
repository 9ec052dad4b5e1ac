using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Asks before an order moves on, says what will happen and to whom, and does it. Closes with the order after the step.</summary>
public sealed partial class AdvanceDialog
{
    private string _carrier = Carriers.All[0].Name;
    private string _number = "", _note = "";

    [Parameter, EditorRequired]
    public OrderStatus To { get; set; }

    private bool NeedsShipment => OrderTransitions.Find(Order.Status, To)?.Needs == TransitionNeed.Shipment;

    private Task Confirm()
    {
        var parcel = NeedsShipment && _carrier.Length > 0;
        if (parcel && _number.Trim().Length == 0)
        {
            Problem = $"{_carrier} needs a tracking number. Without a parcel service choose “Own delivery”.";
            return Task.CompletedTask;
        }

        return Send(
            (order, actor) => order.Advance(new AdvanceOrder(actor, To)
            {
                Note = _note.Trim() is { Length: > 0 } note ? note : null,
                Carrier = parcel ? _carrier : null,
                TrackingNumber = parcel ? _number.Trim() : null,
                ExpectedVersion = Order.Version,
                CommandKey = Key,
            }),
            OrderWords.Explain);
    }
}

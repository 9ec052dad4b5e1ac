using Microsoft.AspNetCore.Components;
using Radzen;

namespace Orders.Web;

/// <summary>Asks before an order moves on, says what will happen and to whom, and does it. Closes with the order after the step.</summary>
public sealed partial class AdvanceDialog
{
    // One per opening: pressed twice, it is still one step.
    private readonly string _key = Guid.NewGuid().ToString("n");
    private string _carrier = Carriers.All[0].Name;
    private string _number = "", _note = "";
    private string? _problem;
    private bool _busy;

    [Parameter, EditorRequired]
    public OrderRef Order { get; set; } = default!;

    [Parameter, EditorRequired]
    public OrderStatus To { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Account { get; set; } = default!;

    private bool NeedsShipment => OrderTransitions.Find(Order.Status, To)?.Needs == TransitionNeed.Shipment;

    private async Task Confirm()
    {
        if (_busy) return;
        var parcel = NeedsShipment && _carrier.Length > 0;
        if (parcel && _number.Trim().Length == 0)
        {
            _problem = $"{_carrier} needs a tracking number. Without a parcel service choose “Own delivery”.";
            return;
        }

        _busy = true;
        _problem = null;
        try
        {
            var result = await Cluster.GetGrain<IOrderGrain>(Order.Id.Value).Advance(new AdvanceOrder(await Account.Actor(), To)
            {
                Note = _note.Trim() is { Length: > 0 } note ? note : null,
                Carrier = parcel ? _carrier : null,
                TrackingNumber = parcel ? _number.Trim() : null,
                ExpectedVersion = Order.Version,
                CommandKey = _key,
            });
            if (result.Order is { } order) Dialogs.Close(order);
            else _problem = OrderWords.Explain(result.Error!);
        }
        finally
        {
            _busy = false;
        }
    }
}

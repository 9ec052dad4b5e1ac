using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Shows the money of an order. Reads it anew whenever the page has read the order anew.</summary>
public abstract class PaymentComponent : ComponentBase
{
    private OrderView? _read;

    [Parameter, EditorRequired]
    public OrderView Order { get; set; } = default!;

    [Inject]
    protected IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    /// <summary>Null while it is still to come, and for orders that were never paid here.</summary>
    protected PaymentView? Payment { get; set; }

    protected IPaymentGrain Grain => Cluster.GetGrain<IPaymentGrain>(Order.Id.Value);

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, Order)) return;
        _read = Order;
        await Read();
    }

    private async Task Read()
    {
        var asked = Order;
        var payment = await Grain.Get(await Current.Actor());
        if (ReferenceEquals(asked, Order)) Payment = payment;
    }
}

using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>One order as its buyer follows it.</summary>
public sealed partial class MyOrderPage
{
    private Account _account = default!;
    private OrderView? _order;
    private string _announcement = "";
    private bool _missing;

    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>Right after the checkout.</summary>
    [SupplyParameterFromQuery(Name = "placed")]
    public string? PlacedText { get; set; }

    private bool Placed => QueryText.IsOn(PlacedText);

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private OrderDialogs Dialogs { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _account = await Current.Get();
        Listen(FeedKey.Buyer(_account.Id));
        await Load();
    }

    private async Task Load()
    {
        _order = OrderId.TryParse(Id, out var id) ? await Cluster.GetGrain<IOrderGrain>(id.Value).Get(_account.ToActor()) : null;
        _missing = _order is null;
    }

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (_order is not { } order || changes?.Any(c => c.Id == order.Id && c.Version > order.Version) == false) return;
        await Load();
        if (_order is { } now && now.Version > order.Version) _announcement = $"Your order: {OrderWords.ForBuyer(now.Status)}.";
    }

    private static string WhoCancelled(HistoryItem stop, string seller) => stop.Actor.Role switch
    {
        Role.Buyer => "You cancelled this order",
        Role.Seller or Role.Manager => $"{seller} cancelled this order",
        _ => "This order was cancelled",
    };

    private async Task Cancel()
    {
        var order = await Dialogs.Cancel(OrderRef.Of(_order!), asBuyer: true, MoneyBack.Explain(_order!.Payment, _order.Total));
        if (order is not null && order.Version > _order.Version) _order = order;
    }
}

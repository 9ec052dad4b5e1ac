using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>One order as its shop works on it, or an admin looks at it.</summary>
public sealed partial class ConsoleOrderPage
{
    private Account _account = default!;
    private OrderView? _order;
    private string _shown = "", _announcement = "";
    private bool _missing;

    [Parameter]
    public string Id { get; set; } = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private OrderDialogs Dialogs { get; set; } = default!;

    [Inject]
    private ListTrail Trail { get; set; } = default!;

    // The same page is kept when it leads to the order before or after.
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Id) return;
        _shown = Id;
        _order = null;
        _account = await Current.Get();
        await Load();
    }

    private async Task Load()
    {
        var asked = Id;
        var order = OrderId.TryParse(asked, out var id) ? await Cluster.GetGrain<IOrderGrain>(id.Value).Get(_account.ToActor()) : null;
        if (asked != Id) return;
        _order = order;
        _missing = order is null;
        if (order is not null) Listen(FeedKey.Shop(order.SellerId));
    }

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (_order is not { } order || changes?.Any(c => c.Id == order.Id && c.Version > order.Version) == false) return;
        await Load();
        if (_order is { } now && now.Version > order.Version) _announcement = $"The order is now {OrderWords.ForShop(now.Status)}.";
    }

    private async Task Advance(OrderStatus to) => Take(await Dialogs.Advance(OrderRef.Of(_order!), to));

    private async Task Cancel() =>
        Take(await Dialogs.Cancel(OrderRef.Of(_order!), asBuyer: false, MoneyBack.Explain(_order!.Payment, _order.Total)));

    private void Take(OrderView? order)
    {
        if (order is not null && order.Id == _order?.Id && order.Version > _order.Version) _order = order;
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>One product's stock and every movement that led to it.</summary>
public sealed partial class StockLedgerPage
{
    private readonly CursorTrail _trail = new();
    private StockItem? _item;
    private StockMovementPage? _movements;
    private Account _account = default!;
    private bool _missing;

    [Parameter]
    public string Sku { get; set; } = "";

    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeText { get; set; }

    private long? Before => QueryText.Number(BeforeText);

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private StockDialogs Dialogs { get; set; } = default!;

    private bool MayAct => _account.Role is Role.Seller or Role.Manager;

    protected override async Task OnParametersSetAsync()
    {
        _account = await Current.Get();
        await Load();
        if (_account.SellerId is { } shop) Listen(FeedKey.Shop(shop));
    }

    private async Task Load()
    {
        // The server leaves an escaped slash as it is, the browser's side does not.
        var sku = Sku.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        if (sku.Length is 0 or > OrderLimits.ShortText)
        {
            _missing = true;
            return;
        }

        var stock = Cluster.GetGrain<IStockGrain>(sku);
        var (item, movements) = (stock.Get(_account.ToActor()), stock.Movements(_account.ToActor(), Before, OrderLimits.DefaultPageSize));
        (_item, _movements) = (await item, await movements);
        _missing = _item is null;
    }

    protected override Task OnChanges(IReadOnlyCollection<OrderChanged>? changes) => _missing ? Task.CompletedTask : Load();

    private async Task Adjust()
    {
        if (await Dialogs.Adjust(_item!) is not null) await Load();
    }

    private async Task Edit()
    {
        if (await Dialogs.Edit(_item!) is not null) await Load();
    }

    private void Next()
    {
        _trail.Leave(Before?.ToString(CultureInfo.InvariantCulture));
        Show(_movements!.Before?.ToString(CultureInfo.InvariantCulture));
    }

    private void Previous() => Show(_trail.Back());

    private void Show(string? before)
    {
        var path = StockWords.Path(_item!.Sku);
        Navigation.NavigateTo(before is null ? path : QueryHelpers.AddQueryString(path, "before", before));
    }
}

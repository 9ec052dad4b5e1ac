using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>A shop's stock as a table; an admin sees every shop's. Its address says what it shows.</summary>
public sealed partial class StockListPage
{
    private readonly CursorTrail _trail = new();
    private ImmutableArray<StockItem>? _items;
    private Account _account = default!;
    private string? _next;
    private string _announcement = "";

    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "low")]
    public string? LowOnlyText { get; set; }

    private bool LowOnly => QueryText.IsOn(LowOnlyText);

    [SupplyParameterFromQuery(Name = "cursor")]
    public string? Cursor { get; set; }

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
        StockPage page;
        try
        {
            page = await List(Cursor);
        }
        catch (InvalidCursorException)
        {
            // An old or damaged link: its first page is better than an error.
            page = await List(null);
        }

        (_items, _next) = (page.Items, page.NextCursor);
    }

    private Task<StockPage> List(string? cursor) => Cluster.GetGrain<IInventoryGrain>(0)
        .List(_account.ToActor(), new StockQuery(SearchWords.Of(Text), LowOnly, cursor, OrderLimits.DefaultPageSize));

    // Orders reserve and ship: the numbers follow, the rows stay where they are.
    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (_items is not { } shown) return;
        var now = (await List(Cursor)).Items.ToDictionary(i => i.Sku);
        _items = [.. shown.Select(i => now.GetValueOrDefault(i.Sku, i))];
    }

    private async Task Adjust(StockItem item) => Take(await Dialogs.Adjust(item));

    private async Task Edit(StockItem item) => Take(await Dialogs.Edit(item));

    private async Task Add()
    {
        if (await Dialogs.Add(new StockOwner(_account.SellerId!.Value, _account.SellerName ?? "")) is not { } added) return;
        _announcement = $"{added.Name} was added.";
        await Load();
    }

    private void Take(StockItem? item)
    {
        if (item is null || _items?.FirstOrDefault(i => i.Sku == item.Sku) is not { } old) return;
        _items = _items.Value.Replace(old, item);
        _announcement = $"{item.Name}: {item.Available} available.";
    }

    private void Search(string text) => Navigation.NavigateTo(Uri(LowOnly, text), replace: true);

    private void Next()
    {
        _trail.Leave(Cursor);
        Navigation.NavigateTo(Uri(LowOnly, cursor: _next));
    }

    private void Previous() => Navigation.NavigateTo(Uri(LowOnly, cursor: _trail.Back()));

    private string Uri(bool low, string? text = null, string? cursor = null)
    {
        Dictionary<string, string?> query = [];
        if ((text ?? Text) is { Length: > 0 } words) query["q"] = words;
        if (low) query["low"] = "true";
        if (cursor is not null) query["cursor"] = cursor;
        return QueryHelpers.AddQueryString("/stock", query);
    }
}

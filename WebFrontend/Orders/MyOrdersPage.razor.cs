using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Orders.Web;

/// <summary>A buyer's own orders.</summary>
public sealed partial class MyOrdersPage
{
    private const string Path = "/my/orders";
    private const int PageSize = 20;
    private OrderListQuery _query = new();
    private OrderListModel? _model;
    private string _announcement = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [CascadingParameter]
    private ViewerClock Clock { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _query = OrderListQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        var account = await Current.Get();
        _model = new OrderListModel(new GrainOrderSource(Cluster, account.ToActor()), PageSize);
        Listen(FeedKey.Buyer(account.Id));
        await Load();
    }

    private async Task Load()
    {
        try
        {
            await _model!.Load(_query, Clock);
        }
        catch (InvalidCursorException)
        {
            _query = _query with { Cursor = null };
            await _model!.Load(_query, Clock);
        }
    }

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        await _model!.CatchUp(changes);
        if (changes is { Count: > 0 } && _model.Rows?.FirstOrDefault(r => r.Id == changes.Last().Id) is { } row)
        {
            _announcement = $"Order {row.Number}: {OrderWords.ForBuyer(row.Status)}.";
        }
    }

    private async void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != Path) return;
        try
        {
            await InvokeAsync(async () =>
            {
                _query = OrderListQuery.Parse(e.Location);
                await Load();
                StateHasChanged();
            });
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void Show(OrderListQuery query) => Navigation.NavigateTo(query.ToUri(Path));

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Orders.Web;

/// <summary>Who changed what, when, why and by what way: a shop's own, or for an admin everything. Its address says what it shows.</summary>
public sealed partial class AuditLogPage
{
    private const string Path = "/audit";
    private readonly CursorTrail _trail = new();
    private AuditListQuery _query = new();
    private AuditQuery? _asked;
    private AuditPage? _page;
    private Account _account = default!;
    private string? _orderProblem;

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
        _account = await Current.Get();
        _query = AuditListQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        await Load();
    }

    private async Task Load()
    {
        var order = await Meant(_query.Order);
        _orderProblem = _query.Order.Length > 0 && order is null ? $"There is no order {_query.Order}." : null;
        if (_orderProblem is not null)
        {
            (_page, _asked) = (new AuditPage([], null), null);
            return;
        }

        _asked = _query.ToQuery(order, Clock.Now, Clock.Zone);
        try
        {
            _page = await List(_asked);
        }
        catch (InvalidCursorException)
        {
            // An old or damaged link: its first page is better than an error.
            _query = _query with { Cursor = null };
            _page = await List(_asked with { Cursor = null });
        }
    }

    private Task<AuditPage> List(AuditQuery query) => Cluster.GetGrain<IAuditGrain>(0).List(_account.ToActor(), query);

    // People know orders by their numbers, links by their ids.
    private async Task<OrderId?> Meant(string text)
    {
        if (text.Length == 0) return null;
        if (OrderId.TryParse(text, out var id)) return id;
        var found = await Cluster.GetGrain<IOrderQueriesGrain>(0).List(_account.ToActor(), new OrderQuery { Text = text });
        return found.Items.FirstOrDefault(o => o.Number == text)?.Id;
    }

    private async void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != Path) return;
        try
        {
            await InvokeAsync(async () =>
            {
                _query = AuditListQuery.Parse(e.Location);
                if (_query.Cursor is null) _trail.Clear();
                await Load();
                StateHasChanged();
            });
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void Show(AuditListQuery query) => Navigation.NavigateTo(query.ToUri(Path));

    private void Next()
    {
        _trail.Leave(_query.Cursor);
        Show(_query with { Cursor = _page!.NextCursor });
    }

    private void Previous() => Show(_query with { Cursor = _trail.Back() });

    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;
}

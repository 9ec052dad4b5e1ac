using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Orders.Web;

/// <summary>The console's list: what a shop works through, or an admin looks at. Its address says what it shows.</summary>
public sealed partial class ConsoleOrdersPage
{
    private const string Path = "/orders";
    private readonly HashSet<OrderId> _selected = [];
    private readonly Stack<string?> _cursors = [];
    private OrderListQuery _query = new();
    private OrderListModel? _model;
    private Account _account = default!;
    private string _announcement = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private OrderDialogs Dialogs { get; set; } = default!;

    [Inject]
    private ListTrail Trail { get; set; } = default!;

    [CascadingParameter]
    private ViewerClock Clock { get; set; } = default!;

    private bool MayAct => _account.Role is Role.Seller or Role.Manager;

    private bool IsAdmin => _account.Role is Role.Admin;

    // A column in which nothing stands is left out.
    private bool ShowDue => _model?.Rows?.Any(row => row.DueAt is not null) == true;

    private ImmutableArray<OrderSummary> Selection => [.. _model!.Rows!.Value.Where(r => _selected.Contains(r.Id))];

    protected override async Task OnInitializedAsync()
    {
        _query = OrderListQuery.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        _account = await Current.Get();
        _model = new OrderListModel(new GrainOrderSource(Cluster, _account.ToActor()));
        if (_account.SellerId is { } shop) Listen(FeedKey.Shop(shop));
        await Load();
    }

    private async Task Load()
    {
        _selected.Clear();
        try
        {
            await _model!.Load(_query, Clock);
        }
        catch (InvalidCursorException)
        {
            // An old or damaged link: its first page is better than an error.
            _query = _query with { Cursor = null };
            await _model!.Load(_query, Clock);
        }

        var rows = _model.Rows!.Value;
        Trail.Leave(_query.ToUri(Path), rows.Select(r => r.Id));
        if (IsAdmin)
        {
            foreach (var row in rows) Listen(FeedKey.Shop(row.SellerId));
        }
    }

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        var waiting = _model!.Waiting;
        await _model.CatchUp(changes);
        if (_model.Waiting > waiting) _announcement = $"{_model.Waiting} new orders wait to be shown.";
        else if (changes is { Count: > 0 }) Announce(changes.Last().Id);
    }

    private void Announce(OrderId id)
    {
        if (_model?.Rows?.FirstOrDefault(r => r.Id == id) is { } row) _announcement = $"Order {row.Number} is now {OrderWords.ForShop(row.Status)}.";
    }

    private async void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (new Uri(e.Location).AbsolutePath != Path) return;
        try
        {
            await InvokeAsync(async () =>
            {
                _query = OrderListQuery.Parse(e.Location);
                if (_query.Cursor is null) _cursors.Clear();
                await Load();
                StateHasChanged();
            });
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private void Show(OrderListQuery query, bool replace = false) => Navigation.NavigateTo(query.ToUri(Path), replace: replace);

    private Task ShowNew() => Load();

    private void Next()
    {
        _cursors.Push(_query.Cursor);
        Show(_query with { Cursor = _model!.NextCursor });
    }

    // Cursors lead forward only; of a page opened by its address nobody knows the one before, so it leads to the first.
    private void Previous() => Show(_query with { Cursor = _cursors.TryPop(out var cursor) ? cursor : null });

    private async Task Advance(OrderSummary row, OrderStatus to)
    {
        if (await Dialogs.Advance(OrderRef.Of(row), to) is not { } order) return;
        _model!.Take(order);
        Announce(order.Id);
    }

    private async Task AdvanceSelected((ImmutableArray<OrderSummary> Orders, OrderStatus To) step)
    {
        if (await Dialogs.AdvanceAll([.. step.Orders.Select(OrderRef.Of)], step.To) is not { } done) return;
        _announcement = $"{done} orders changed.";
        await _model!.CatchUp(null);
    }

    private void Select(OrderId id, bool on) => _ = on ? _selected.Add(id) : _selected.Remove(id);

    private void SelectAll(ChangeEventArgs e)
    {
        _selected.Clear();
        if (e.Value is true) _selected.UnionWith(_model!.Rows!.Value.Select(r => r.Id));
    }

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnLocationChanged;
        base.Dispose(disposing);
    }
}

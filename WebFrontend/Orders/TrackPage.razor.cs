using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>An order as whoever has its link follows it: no address, no e-mail, no prices.</summary>
public sealed partial class TrackPage
{
    private OrderId _id;
    private TrackingView? _view;
    private string _announcement = "";

    [Parameter]
    public string Token { get; set; } = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (!TrackingToken.TryGetOrderId(Token, out _id)) return;
        await Load();
        if (_view is not null) Listen(FeedKey.Shop(_view.SellerId));
    }

    private async Task Load() => _view = await Cluster.GetGrain<IOrderGrain>(_id.Value).Track(Token);

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (_view is not { } view || changes?.Any(c => c.Id == _id && c.Version > view.Version) == false) return;
        await Load();
        if (_view is { } now && now.Version > view.Version) _announcement = $"The order: {OrderWords.ForBuyer(now.Status)}.";
    }
}

using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>An order as whoever has its link follows it: no address, no e-mail, no prices.</summary>
public sealed partial class TrackPage
{
    // A token begins with the order's id, which says whom to ask.
    private const int IdLength = 13;
    private TrackingView? _view;
    private string _announcement = "";

    [Parameter]
    public string Token { get; set; } = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        if (Token.Length > IdLength && Token.Length <= OrderLimits.ShortText && OrderId.TryParse(Token[..IdLength], out var id))
        {
            _view = await Cluster.GetGrain<IOrderGrain>(id.Value).Track(Token);
        }
    }

    protected override async Task OnChanges(IReadOnlyCollection<OrderChanged>? changes)
    {
        if (_view is not { } view) return;
        await Load();
        if (_view is { } now && now.Version > view.Version) _announcement = $"The order: {OrderWords.ForBuyer(now.Status)}.";
    }
}

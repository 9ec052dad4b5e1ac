using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A shop's day in figures: what waits now, and what has waited too long.</summary>
public sealed partial class DashboardPage
{
    private const int MostLow = OrderLimits.PageSize;

    private static readonly ImmutableArray<OrderStatus> Waiting = [.. Enum.GetValues<OrderStatus>().Where(s => !OrderTransitions.IsFinal(s))];

    private OrderCounts? _counts;
    private EscalationFigures? _figures;
    private string _low = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        var account = await Current.Get();
        var actor = account.ToActor();
        var figures = Cluster.GetGrain<IEscalationPolicyGrain>(account.SellerId!.Value).Figures(actor);
        var low = Cluster.GetGrain<IInventoryGrain>(0).List(actor, new StockQuery(null, true, null, MostLow));
        _counts = await Cluster.GetGrain<IOrderQueriesGrain>(0).Counts(actor);
        _figures = await figures;
        var page = await low;
        _low = page.NextCursor is null ? $"{page.Items.Length}" : $"{page.Items.Length}+";
    }
}

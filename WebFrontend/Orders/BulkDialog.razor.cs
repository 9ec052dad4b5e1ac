using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Orders.Web;

/// <summary>One step for a selection: each order on its own, so one refusal stops nothing. Closes with the number that went through.</summary>
public sealed partial class BulkDialog
{
    private const int AtOnce = 16;
    private ImmutableArray<(string Number, string Why)> _refusals = [];
    private int _done;
    private bool _started, _finished;

    [Parameter, EditorRequired]
    public ImmutableArray<OrderRef> Orders { get; set; }

    [Parameter, EditorRequired]
    public OrderStatus To { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Account { get; set; } = default!;

    [Inject]
    private ILogger<BulkDialog> Logger { get; set; } = default!;

    private async Task Run()
    {
        if (_started) return;
        _started = true;
        var actor = await Account.Actor();
        foreach (var batch in Orders.Chunk(AtOnce))
        {
            var results = await Task.WhenAll(batch.Select(order => Advance(order, actor)));
            _done += batch.Length;
            _refusals = [.. _refusals, .. results.OfType<(string, string)>()];
            StateHasChanged();
        }

        _finished = true;
        if (_refusals.IsEmpty) Close();
    }

    private async Task<(string Number, string Why)?> Advance(OrderRef order, Actor actor)
    {
        try
        {
            var result = await Cluster.GetGrain<IOrderGrain>(order.Id.Value).Advance(new AdvanceOrder(actor, To) { ExpectedVersion = order.Version });
            return result.Error is { } error ? (order.Number, OrderWords.Explain(error)) : null;
        }
        catch (Exception e)
        {
            return (order.Number, CommandFailures.Report(Logger, e));
        }
    }

    private void Close() => Dialogs.Close(_done - _refusals.Length);
}

using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Corrects what is on hand of one product, with a reason. Shows what will be before it is.</summary>
public sealed partial class AdjustStockDialog
{
    private string _delta = "", _reason = "";
    private string? _deltaProblem, _reasonProblem;

    [Parameter, EditorRequired]
    public StockItem Item { get; set; } = default!;

    private int? Parsed => StockNumbers.Delta(_delta);

    private string After(int before) =>
        Parsed is { } delta ? ((long)before + delta).ToString(CultureInfo.InvariantCulture) : before.ToString(CultureInfo.InvariantCulture);

    private Task Confirm()
    {
        _deltaProblem = Parsed is null or 0 ? "A number such as +10 or -3 is needed." : null;
        _reasonProblem = _reason.Trim().Length == 0 ? "Say why, so that the ledger can be understood later." : null;
        return _deltaProblem is null && _reasonProblem is null ? Run(Adjust) : Task.CompletedTask;
    }

    private async Task Adjust(Actor actor)
    {
        var result = await Cluster.GetGrain<IStockGrain>(Item.Sku)
            .Adjust(new AdjustStock(actor, Parsed!.Value, _reason.Trim()) { CommandKey = Key });
        if (result.Item is { } item) Dialogs.Close(item);
        else if (result.Error is InvalidField { Field: "delta" } delta) _deltaProblem = delta.Message;
        else if (result.Error is InvalidField { Field: "reason" } reason) _reasonProblem = reason.Message;
        else Problem = StockWords.Explain(result.Error!);
    }
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Adds a product, or changes name, price and low mark of one.</summary>
public sealed partial class ProductDialog
{
    private ProductForm _form = new(null, null);
    private ImmutableDictionary<string, string> _problems = ImmutableDictionary<string, string>.Empty;

    /// <summary>Null: a new one.</summary>
    [Parameter]
    public StockItem? Item { get; set; }

    /// <summary>Whose a new one is to be.</summary>
    [Parameter]
    public StockOwner? Owner { get; set; }

    protected override void OnInitialized() => _form = new ProductForm(Item, Owner);

    private Task Confirm() => Run(async actor =>
    {
        (var command, _problems) = _form.Read(actor);
        if (command is null) return;
        var stock = Cluster.GetGrain<IStockGrain>(_form.Sku.Trim());
        if (_form.IsNew && await stock.Get(actor) is not null)
        {
            _problems = _problems.SetItem("sku", "You have a product with this SKU already.");
            return;
        }

        var result = await stock.Put(command);
        if (result.Item is { } item) Dialogs.Close(item);
        else if (result.Error is InvalidField { } invalid) _problems = _problems.SetItem(invalid.Field, invalid.Message);
        else if (_form.IsNew && result.Error is OrderNotFound) _problems = _problems.SetItem("sku", "This SKU is taken by another shop.");
        else Problem = StockWords.Explain(result.Error!);
        if (_problems.Keys.Any(field => !Fields.Contains(field))) Problem = string.Join(' ', _problems.Values);
    });

    private static ImmutableArray<string> Fields { get; } = ["sku", "name", "price", "onHand", "lowAt"];

    private string? Wrong(string field) => _problems.GetValueOrDefault(field);

    private string Class(string field) => Wrong(field) is null ? "input" : "input invalid";
}

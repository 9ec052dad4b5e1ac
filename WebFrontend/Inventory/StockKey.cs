using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>The <c>{sku}</c> in an address. What can be no SKU is answered like one that is not there.</summary>
public sealed record StockKey(string Sku, ProblemHttpResult? Refusal) : IRefusable, IBindableFromHttpContext<StockKey>
{
    public static ValueTask<StockKey?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<StockKey?>(context.Request.RouteValues["sku"] is string { Length: > 0 and <= OrderLimits.ShortText } sku && IsClean(sku)
            ? new StockKey(sku, null)
            : new StockKey("", Problems.NotFound()));

    public IStockGrain Of(IGrainFactory grains) => grains.GetGrain<IStockGrain>(Sku);

    private static bool IsClean(string sku) => sku.Trim() == sku && !sku.Any(c => char.IsControl(c) || c == '\uFFFD');
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>A shop's products and what it has of them. Whose they are, the stock's grain decides: another shop's look like none.</summary>
public static class InventoryApi
{
    public static void MapInventoryApi(this IEndpointRouteBuilder api)
    {
        var inventory = api.MapGroup("/inventory").WithTags("inventory").RequireAuthorization().Refuses(401, 403);
        inventory.MapGet("/", List).RequireRole(Roles.Console).Refuses(400);
        inventory.MapGet("/{sku}", Get).RequireRole(Roles.Console).Refuses(404);
        inventory.MapPut("/{sku}", Put).RequireRole(Roles.Shop).Refuses(400, 404, 412);
        inventory.MapGet("/{sku}/movements", Movements).RequireRole(Roles.Console).Refuses(400, 404);
        inventory.MapPost("/{sku}/adjustments", Adjust).RequireRole(Roles.Shop).Refuses(400, 404, 422);
    }

    /// <summary>The shop's products by name, a page at a time; for an admin every shop's.</summary>
    internal static async Task<Ok<StockPage>> List(StockFilter filter, Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(await grains.GetGrain<IInventoryGrain>(0).List(caller.Actor, filter.Query));

    /// <summary>One product: what is on hand, how many of that are held for orders, and what can be bought.</summary>
    internal static async Task<Results<Ok<StockItem>, ProblemHttpResult>> Get(StockKey at, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        if (await at.Of(grains).Get(caller.Actor) is not { } item) return Problems.NotFound();
        SetTag(response, item);
        return TypedResults.Ok(item);
    }

    /// <summary>Adds a product with its opening stock, or changes its name, price, stock and low-stock mark. What GET answers can be sent back.</summary>
    internal static async Task<Results<Ok<StockItem>, Created<StockItem>, ProblemHttpResult>> Put(
        StockKey at, IfMatch ifMatch, Body<PutStockRequest> body, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        if (body.Value.Sku is { } sku && sku != at.Sku) return Problems.Validation("sku", "Is not the one in the address.");
        var stock = at.Of(grains);
        var before = await stock.Get(caller.Actor);
        var (expected, refusal) = Expected(ifMatch, before);
        if (refusal is not null) return refusal;
        var result = await stock.Put(body.Value.ToCommand(caller) with { ExpectedVersion = expected ?? (body.Value.OnHand is null ? null : body.Value.Version) });
        if (result.Item is not { } item) return Problems.Of(result.Error!);
        SetTag(response, item);
        return before is null ? TypedResults.Created($"/api/v1/inventory/{Uri.EscapeDataString(item.Sku)}", item) : TypedResults.Ok(item);
    }

    /// <summary>The ledger: every movement with who, when, why and for which order, newest first.</summary>
    internal static async Task<Results<Ok<MovementsResponse>, ProblemHttpResult>> Movements(
        StockKey at, MovementFilter filter, Caller caller, IGrainFactory grains) =>
        await at.Of(grains).Movements(caller.Actor, filter.Before, filter.Limit) is { } page
            ? TypedResults.Ok(MovementsResponse.Of(page))
            : Problems.NotFound();

    /// <summary>Corrects what is on hand, by so many units and for a reason. With a key, a repeat gives the first answer again.</summary>
    internal static async Task<Results<Ok<StockItem>, ProblemHttpResult>> Adjust(
        StockKey at, IdempotencyKey key, Body<AdjustmentRequest> body, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        if (body.Value.Delta is not { } delta) return Problems.Validation("delta", "Required.");
        var result = await at.Of(grains).Adjust(new AdjustStock(caller.Actor, delta, body.Value.Reason!) { CommandKey = key.Value });
        if (result.Item is not { } item) return Problems.Of(result.Error!);
        SetTag(response, item);
        return TypedResults.Ok(item);
    }

    private static (long? Version, ProblemHttpResult? Refusal) Expected(IfMatch ifMatch, StockItem? now)
    {
        if (ifMatch.Versions.IsDefault) return (null, null);
        if (now is null) return (null, Problems.VersionMismatch(0)); // there is nothing that could be at any version
        return ifMatch.Versions.Contains(now.Version) ? (now.Version, null) : (null, Problems.VersionMismatch(now.Version));
    }

    private static void SetTag(HttpResponse response, StockItem item) => response.GetTypedHeaders().ETag = IfMatch.Tag(item.Version);
}

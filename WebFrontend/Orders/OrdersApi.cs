using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Orders: placing, looking, moving on. Whose order it is, the order's grain decides.</summary>
public static class OrdersApi
{
    public static void MapOrdersResource(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("orders").RequireAuthorization().Refuses(401, 403);
        orders.MapPost("/", Place).RequireRole(Roles.Buyer).Refuses(400, 402, 409, 422);
        orders.MapGet("/", List).Refuses(400);
        orders.MapGet("/counts", Counts);
        orders.MapGet("/export", OrderExport.Run).Produces(200, contentType: "text/csv", additionalContentTypes: "application/json").Refuses(400);
        orders.MapPost("/bulk-transitions", OrderBulk.Run).RequireRole(Roles.Shop).Refuses(400);
        orders.MapGet("/{id}", Get).Refuses(404);
        orders.MapGet("/{id}/history", History).Refuses(404);
        orders.MapPost("/{id}/transitions", Advance).RequireRole(Roles.Shop).Refuses(400, 404, 409, 412, 422);
        orders.MapPost("/{id}/cancel", Cancel).RequireRole($"{Roles.Buyer},{Roles.Shop}").Refuses(400, 404, 409, 412, 422);
    }

    /// <summary>Places an order. Needs the header Idempotency-Key: a repeat gives the same order.</summary>
    internal static async Task<Results<Created<OrderView>, ProblemHttpResult>> Place(
        IdempotencyKey key, Body<PlaceOrderRequest> body, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        if (key.Value is null) return Problems.IdempotencyKeyMissing();
        var checkout = grains.GetGrain<ICheckoutGrain>(caller.Actor.Id, key.Value);
        if (await checkout.IsRunning()) return Problems.IdempotencyConflict();
        var result = await checkout.Place(body.Value.ToCommand(caller));
        if (result.Order is not { } order) return Problems.Of(result.Error!);
        SetTag(response, order);
        return TypedResults.Created($"/api/v1/orders/{order.Id}", order);
    }

    /// <summary>The caller's orders: a buyer's own, a shop's, for an admin all.</summary>
    internal static async Task<Ok<OrderPage>> List(OrderFilter filter, Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(await grains.GetGrain<IOrderQueriesGrain>(0).List(caller.Actor, filter.Query));

    /// <summary>How many of the caller's orders are in each status, and how many are overdue.</summary>
    internal static async Task<Ok<Dictionary<string, long>>> Counts(Caller caller, IGrainFactory grains)
    {
        var counts = await grains.GetGrain<IOrderQueriesGrain>(0).Counts(caller.Actor);
        var named = counts.ByStatus.ToDictionary(c => EnumNames.Of(c.Key), c => c.Value);
        named["overdue"] = counts.Overdue;
        return TypedResults.Ok(named);
    }

    /// <summary>An order, with what the caller may do with it.</summary>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Get(
        OrderKey at, Caller caller, IGrainFactory grains, HttpResponse response) =>
        Answer(await grains.GetGrain<IOrderGrain>(at.Id.Value).Get(caller.Actor), response);

    /// <summary>What happened to an order.</summary>
    internal static async Task<Results<Ok<HistoryResponse>, ProblemHttpResult>> History(OrderKey at, Caller caller, IGrainFactory grains) =>
        await grains.GetGrain<IOrderGrain>(at.Id.Value).Get(caller.Actor) is { } order
            ? TypedResults.Ok(new HistoryResponse(order.History))
            : Problems.NotFound();

    /// <summary>Moves an order on.</summary>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Advance(
        OrderKey at, IfMatch ifMatch, IdempotencyKey key, Body<TransitionRequest> body, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        if (body.Value.To is not { } to) return Problems.Validation("to", "Required.");
        var order = grains.GetGrain<IOrderGrain>(at.Id.Value);
        var (expected, refusal) = await OrderPrecondition.Check(ifMatch, order, caller.Actor);
        if (refusal is not null) return refusal;
        var command = new AdvanceOrder(caller.Actor, to)
        {
            Note = body.Value.Note,
            Carrier = body.Value.Carrier,
            TrackingNumber = body.Value.TrackingNumber,
            ExpectedVersion = expected,
            CommandKey = key.Value,
        };
        return Answer(await order.Advance(command), response);
    }

    /// <summary>Stops an order, while that is possible.</summary>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Cancel(
        OrderKey at, IfMatch ifMatch, IdempotencyKey key, Body<CancelRequest> body, Caller caller, IGrainFactory grains, HttpResponse response)
    {
        var order = grains.GetGrain<IOrderGrain>(at.Id.Value);
        var (expected, refusal) = await OrderPrecondition.Check(ifMatch, order, caller.Actor);
        if (refusal is not null) return refusal;
        var command = new CancelOrder(caller.Actor, body.Value.Reason!) { ExpectedVersion = expected, CommandKey = key.Value };
        return Answer(await order.Cancel(command), response);
    }

    private static Results<Ok<OrderView>, ProblemHttpResult> Answer(OrderResult result, HttpResponse response) =>
        result.Error is { } error ? Problems.Of(error) : Answer(result.Order, response);

    private static Results<Ok<OrderView>, ProblemHttpResult> Answer(OrderView? order, HttpResponse response)
    {
        if (order is null) return Problems.NotFound();
        SetTag(response, order);
        return TypedResults.Ok(order);
    }

    private static void SetTag(HttpResponse response, OrderView order) => response.GetTypedHeaders().ETag = IfMatch.Tag(order.Version);
}

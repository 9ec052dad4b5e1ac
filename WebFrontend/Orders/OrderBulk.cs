using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Moves many orders on at once. Each is a transaction of its own: a refused one stops nothing.</summary>
public static class OrderBulk
{
    public const int MaxOrders = 500;

    // As many as are under way together share a commit; more would only wait.
    private const int AtOnce = 64;

    /// <summary>Moves up to 500 orders on; a refused one stops nothing.</summary>
    internal static async Task<Results<Ok<BulkResponse>, ProblemHttpResult>> Run(
        Body<BulkTransitionRequest> body, Caller caller, IGrainFactory grains, CancellationToken stop)
    {
        var request = body.Value;
        if (request.To is not { } to) return Problems.Validation("to", "Required.");
        if (request.Ids is not { IsDefault: false, Length: >= 1 and <= MaxOrders } ids)
            return Problems.Validation("ids", $"1 to {MaxOrders} orders.");
        if (ids.IndexOf(null) is >= 0 and var at) return Problems.Validation($"ids[{at}]", "Not an order's id.");
        ImmutableArray<string> distinct = [.. ids.OfType<string>().Distinct()];

        var results = new BulkResult[distinct.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stop };
        await Parallel.ForAsync(0, distinct.Length, options, async (i, _) =>
            results[i] = await Move(distinct[i], new AdvanceOrder(caller.Actor, to) { Note = request.Note }, grains));
        return TypedResults.Ok(new BulkResponse(results));
    }

    private static async Task<BulkResult> Move(string text, AdvanceOrder command, IGrainFactory grains)
    {
        if (!OrderId.TryParse(text, out var id)) return Refused(text, null, Problems.NotFound());
        try
        {
            var result = await grains.GetGrain<IOrderGrain>(id.Value).Advance(command);
            return result.Error is { } error
                ? Refused(text, (error as IllegalTransition)?.From, Problems.Of(error))
                : new BulkResult(text, true, result.Order!.Status, null);
        }
        catch (Exception e) when (Unavailable.Means(e))
        {
            return Refused(text, null, Problems.OfStatus(StatusCodes.Status503ServiceUnavailable));
        }
    }

    private static BulkResult Refused(string id, OrderStatus? status, ProblemHttpResult problem) => new(id, false, status, problem.ProblemDetails);
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Following an order with its link alone.</summary>
public static class TrackingApi
{
    public static void MapTrackingApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/track/{token}", Track).WithTags("tracking").Refuses(404);

    /// <summary>Where an order is; no address, no e-mail, no prices.</summary>
    internal static async Task<Results<Ok<TrackingResponse>, ProblemHttpResult>> Track(string token, IGrainFactory grains) =>
        TrackingToken.TryGetOrderId(token, out var id) && await grains.GetGrain<IOrderGrain>(id.Value).Track(token) is { } view
            ? TypedResults.Ok(TrackingResponse.Of(view))
            : Problems.NotFound();
}

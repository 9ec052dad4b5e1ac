using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>The caller's orders' events, as they happen (server-sent events).</summary>
public static class EventsApi
{
    public static void MapEventsApi(this IEndpointRouteBuilder api) =>
        api.MapGet("/events", Follow).WithTags("orders").RequireAuthorization().Produces(200, contentType: "text/event-stream").Refuses(400, 401);

    /// <summary>
    /// What happens to the caller's orders from now on, or from Last-Event-ID on: nothing is left out, nothing comes twice. Each
    /// event is {orderId, number, sequence, type, status, at}; a comment every 15 seconds keeps the connection.
    /// </summary>
    internal static async Task<Results<EventsResult, ProblemHttpResult>> Follow(
        LastEventId from, Caller caller, EventStreams streams, IGrainFactory grains, HttpResponse response)
    {
        if (streams.Enter(caller.Actor.Id) is not { } place)
        {
            response.Headers.RetryAfter = EventStreams.RetryAfterSeconds;
            return Problems.OfStatus(StatusCodes.Status429TooManyRequests);
        }

        try
        {
            return new EventsResult(caller.Actor, from.Position ?? await grains.GetGrain<IOrderEventsGrain>(0).Last(), place);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }
}

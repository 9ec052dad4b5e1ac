using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>Events that some consumer could not deal with in all of its tries: for admins, to look at and to send again.</summary>
public static class ParkedEventsApi
{
    public static void MapParkedEventsApi(this IEndpointRouteBuilder api)
    {
        var parked = api.MapGroup("/admin/parked-events").WithTags("admin").RequireRole(Roles.Admin).Refuses(401, 403);
        parked.MapGet("/", List);
        parked.MapPost("/send-again", SendAgain).Refuses(400, 404);
    }

    /// <summary>The oldest parked events, with the last error of each.</summary>
    internal static async Task<Ok<ParkedEventsResponse>> List(Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(new ParkedEventsResponse(await grains.GetGrain<IOutboxGrain>(0).Parked(caller.Actor, OrderLimits.PageSize)));

    /// <summary>Sends a parked event to its consumer again, with its tries forgotten.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> SendAgain(Body<ParkedEventRequest> body, Caller caller, IGrainFactory grains)
    {
        if (body.Value.Order is not { } order) return Problems.Validation("order", "Required.");
        if (body.Value.Sequence is not { } sequence) return Problems.Validation("sequence", "Required.");
        if (body.Value.Consumer is not { } consumer) return Problems.Validation("consumer", "Required.");
        return await grains.GetGrain<IOutboxGrain>(0).SendAgain(caller.Actor, order, sequence, consumer)
            ? TypedResults.NoContent()
            : Problems.NotFound();
    }
}

public sealed record ParkedEventsResponse(ImmutableArray<ParkedEvent> Items);

/// <summary>Names a parked event as the list does.</summary>
public sealed record ParkedEventRequest(
    [property: Required] OrderId? Order, [property: Required] long? Sequence, [property: Required] OrderConsumer? Consumer);

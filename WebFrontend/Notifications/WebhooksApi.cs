using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>A shop's webhooks (Standard Webhooks). What is sent to an endpoint is what its maker's preferences say.</summary>
public static class WebhooksApi
{
    public static void MapWebhooksApi(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("webhooks").RequireRole(Roles.Shop).Refuses(401, 403);
        webhooks.MapGet("/", List);
        webhooks.MapPost("/", Add).Refuses(400);
        webhooks.MapDelete("/{id}", Remove).Refuses(404);
        webhooks.MapPost("/{id}/rotate-secret", Rotate).Refuses(404);
        webhooks.MapPost("/{id}/enable", Enable).Refuses(404);
        webhooks.MapGet("/{id}/deliveries", Deliveries).Refuses(400, 404);
        webhooks.MapPost("/{id}/deliveries/{n}/redeliver", Redeliver).Refuses(404, 409);
    }

    /// <summary>The shop's endpoints, without their secrets.</summary>
    internal static async Task<Results<Ok<WebhooksResponse>, ProblemHttpResult>> List(Caller caller, IGrainFactory grains) =>
        Of(caller, grains) is { } webhooks ? TypedResults.Ok(new WebhooksResponse(await webhooks.List(caller.Actor))) : Problems.NotFound();

    /// <summary>Adds an endpoint. Its secret is in this answer, and in no other.</summary>
    internal static async Task<Results<Created<WebhookView>, ProblemHttpResult>> Add(Body<WebhookRequestBody> body, Caller caller, IGrainFactory grains)
    {
        if (Of(caller, grains) is not { } webhooks) return Problems.NotFound();
        var result = await webhooks.Add(caller.Actor, body.Value.Url ?? "", body.Value.Description);
        return result.Webhook is { } webhook ? TypedResults.Created($"/api/v1/webhooks/{webhook.Id}", webhook) : Problems.Of(result.Error!);
    }

    /// <summary>Removes an endpoint with its deliveries.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, Caller caller, IGrainFactory grains) =>
        Of(caller, grains) is { } webhooks && Number(id) is { } number && await webhooks.Remove(caller.Actor, number)
            ? TypedResults.NoContent()
            : Problems.NotFound();

    /// <summary>Gives the endpoint a new secret, shown in this answer only; the old one signs beside it for 24 hours.</summary>
    internal static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Rotate(string id, Caller caller, IGrainFactory grains) =>
        Of(caller, grains) is { } webhooks && Number(id) is { } number ? Answer(await webhooks.RotateSecret(caller.Actor, number)) : Problems.NotFound();

    /// <summary>Takes an endpoint that was switched off back into service.</summary>
    internal static async Task<Results<Ok<WebhookView>, ProblemHttpResult>> Enable(string id, Caller caller, IGrainFactory grains) =>
        Of(caller, grains) is { } webhooks && Number(id) is { } number ? Answer(await webhooks.Enable(caller.Actor, number)) : Problems.NotFound();

    /// <summary>What was sent to an endpoint, or waits, newest first.</summary>
    internal static async Task<Results<Ok<WebhookDeliveryPage>, ProblemHttpResult>> Deliveries(
        string id, DeliveryFilter filter, Caller caller, IGrainFactory grains) =>
        Of(caller, grains) is { } webhooks && Number(id) is { } number
        && await webhooks.Deliveries(caller.Actor, number, filter.Before, filter.Limit) is { } page
            ? TypedResults.Ok(page)
            : Problems.NotFound();

    /// <summary>Sends a delivery again, under the same id.</summary>
    internal static async Task<Results<NoContent, ProblemHttpResult>> Redeliver(string id, string n, Caller caller, IGrainFactory grains)
    {
        if (Of(caller, grains) is not { } webhooks || Number(id) is not { } endpoint || Number(n) is not { } number) return Problems.NotFound();
        return await webhooks.Redeliver(caller.Actor, endpoint, number) is { } refusal ? Problems.Of(refusal) : TypedResults.NoContent();
    }

    private static IWebhooksGrain? Of(Caller caller, IGrainFactory grains) =>
        caller.Actor.SellerId is { } shop ? grains.GetGrain<IWebhooksGrain>(shop) : null;

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Results<Ok<WebhookView>, ProblemHttpResult> Answer(WebhookResult result) =>
        result.Webhook is { } webhook ? TypedResults.Ok(webhook) : Problems.Of(result.Error!);
}

/// <summary>Body of <c>POST /webhooks</c>.</summary>
public sealed record WebhookRequestBody([property: Required] string? Url, string? Description = null);

public sealed record WebhooksResponse(ImmutableArray<WebhookView> Items);

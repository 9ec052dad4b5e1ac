using System.Xml;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>A shop's escalation policy, and holding an order back from it.</summary>
public static class EscalationApi
{
    public static void MapEscalation(this IEndpointRouteBuilder api)
    {
        var policy = api.MapGroup("/escalation-policy").WithTags("escalation").RequireRole(Roles.Shop).Refuses(401, 403);
        policy.MapGet("/", Get);
        policy.MapPut("/", Put).Refuses(400);
        policy.MapPost("/preview", Preview).Refuses(400);
        api.MapPost("/orders/{id}/hold", Hold).WithTags("escalation").RequireRole(Roles.Shop).Refuses(400, 401, 403, 404);
    }

    /// <summary>The caller's shop's policy.</summary>
    internal static async Task<Ok<EscalationPolicyBody>> Get(Caller caller, IGrainFactory grains) =>
        TypedResults.Ok(EscalationPolicyBody.Of(await PolicyOf(caller, grains).Get()));

    /// <summary>Changes the policy. Orders under way get their new deadlines within a minute.</summary>
    internal static async Task<Results<Ok<EscalationPolicyBody>, ProblemHttpResult>> Put(Body<EscalationPolicyBody> body, Caller caller, IGrainFactory grains)
    {
        if (body.Value.ToPolicy(out var field, out var message) is not { } policy) return Problems.Validation(field, message);
        var result = await PolicyOf(caller, grains).Set(caller.Actor, policy);
        return result.Error is { } error ? Problems.Of(error) : TypedResults.Ok(EscalationPolicyBody.Of(result.Policy!));
    }

    /// <summary>What a policy would have done with the shop's orders of the last 30 days. Nothing is changed.</summary>
    internal static async Task<Results<Ok<PolicyPreviewResponse>, ProblemHttpResult>> Preview(
        Body<EscalationPolicyBody> body, Caller caller, IGrainFactory grains)
    {
        if (body.Value.ToPolicy(out var field, out var message) is not { } policy) return Problems.Validation(field, message);
        var result = await PolicyOf(caller, grains).Preview(caller.Actor, policy);
        if (result.Error is { } error) return Problems.Of(error);
        var preview = result.Preview!;
        return TypedResults.Ok(new PolicyPreviewResponse(preview.Orders, preview.Complete, [.. preview.Steps.Select(s => new PreviewedStepResponse(
            s.Step.Status, XmlConvert.ToString(s.Step.After), s.Step.Action, s.Times, s.Examples))]));
    }

    /// <summary>Puts off whatever the policy would do with an order.</summary>
    internal static async Task<Results<Ok<OrderView>, ProblemHttpResult>> Hold(OrderKey at, Body<HoldRequest> body, Caller caller, IGrainFactory grains)
    {
        if (body.Value.Until is not { } until) return Problems.Validation("until", "Required.");
        var result = await grains.GetGrain<IOrderGrain>(at.Id.Value).Hold(new HoldOrder(caller.Actor, until, body.Value.Reason));
        return result.Error is { } error ? Problems.Of(error) : TypedResults.Ok(result.Order!);
    }

    private static IEscalationPolicyGrain PolicyOf(Caller caller, IGrainFactory grains) =>
        grains.GetGrain<IEscalationPolicyGrain>(caller.Actor.SellerId ?? throw new InvalidOperationException("Sellers and managers belong to a shop."));
}

using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>The money of an order. Whose it is, the payment's grain decides.</summary>
public static class PaymentsApi
{
    public static void MapPaymentsApi(this IEndpointRouteBuilder api)
    {
        var payment = api.MapGroup("/orders/{id}/payment").WithTags("payments").RequireAuthorization().Refuses(401, 403, 404);
        payment.MapGet("/", Get);
        payment.MapPost("/retry-refund", RetryRefund).RequireRole(Roles.Console);
    }

    /// <summary>What was charged and given back, and every question to the payment provider.</summary>
    internal static async Task<Results<Ok<PaymentView>, ProblemHttpResult>> Get(OrderKey at, Caller caller, IGrainFactory grains) =>
        await grains.GetGrain<IPaymentGrain>(at.Id.Value).Get(caller.Actor) is { } payment ? TypedResults.Ok(payment) : await Unpaid(at.Id, caller, grains);

    /// <summary>Tries a refund that failed again, now. Where nothing is owed nothing happens.</summary>
    internal static async Task<Results<Ok<PaymentView>, ProblemHttpResult>> RetryRefund(OrderKey at, Caller caller, IGrainFactory grains) =>
        (await grains.GetGrain<IPaymentGrain>(at.Id.Value).RetryRefund(caller.Actor)).Payment is { } payment
            ? TypedResults.Ok(payment)
            : await Unpaid(at.Id, caller, grains);

    /// <summary>An order that was never charged (an imported one) has a payment all the same, of nothing.</summary>
    private static async Task<Results<Ok<PaymentView>, ProblemHttpResult>> Unpaid(OrderId id, Caller caller, IGrainFactory grains)
    {
        if (await grains.GetGrain<IOrderGrain>(id.Value).Get(caller.Actor) is not { } order) return Problems.NotFound();
        var nothing = Money.Zero(order.Total.Currency);
        return TypedResults.Ok(new PaymentView
        {
            Status = order.Payment.Status,
            Authorized = nothing,
            Captured = nothing,
            Refunded = order.Payment.Refunded,
            Method = "none",
            Attempts = [],
        });
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <param name="At">When it came, or when waiting for it ended.</param>
public sealed record GatewayReply(GatewayAnswer Answer, DateTimeOffset At);

/// <summary>
/// Asks a payment provider: never for longer than the limit, and once more with the same key where there was no answer. Twice the limit
/// is well below the time after which the engine ends a call.
/// </summary>
public sealed class PatientGateway(IPaymentGateway gateway, TimeProvider time, ILogger logger)
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <returns>One reply, or two where the first was that there is none.</returns>
    public Task<ImmutableArray<GatewayReply>> Charge(GatewayCharge question) =>
        Ask(question.Order, question.Key, cancellation => gateway.Charge(question, cancellation));

    /// <inheritdoc cref="Charge"/>
    public Task<ImmutableArray<GatewayReply>> Refund(GatewayRefund question) =>
        Ask(question.Order, question.Key, cancellation => gateway.Refund(question, cancellation));

    private async Task<ImmutableArray<GatewayReply>> Ask(OrderId order, string key, Func<CancellationToken, Task<GatewayAnswer>> question)
    {
        var first = await AskOnce(order, key, question);
        return first.Answer is GatewayUnknown ? [first, await AskOnce(order, key, question)] : [first];
    }

    private async Task<GatewayReply> AskOnce(OrderId order, string key, Func<CancellationToken, Task<GatewayAnswer>> question)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        GatewayAnswer answer;
        try
        {
            answer = await question(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            answer = new GatewayUnknown("The payment provider did not answer in time.");
        }
        catch (Exception e)
        {
            PaymentLog.NotAsked(logger, e, order, key); // what it did, if anything, the next question tells
            answer = new GatewayUnknown("The payment provider could not be asked.");
        }

        return new GatewayReply(answer, Moments.ToMilliseconds(time.GetUtcNow()));
    }
}

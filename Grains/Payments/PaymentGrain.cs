using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// The shell around <see cref="PaymentDecider"/>: what is to be asked of the provider is durable before it is asked, the answer
/// before anybody hears of it. What is left to do is done by a timer; a reminder wakes the grain for it after a crash.
/// </summary>
[ImplicitStreamSubscription(OrderStreams.ForPayment)]
[CollectionAgeLimit("00:05:00")] // money moves at the beginning and at the end of an order, seldom in between
public sealed partial class PaymentGrain(
    [PersistentState("state", "orders")] IPersistentState<PaymentState> state,
    IPaymentGateway gateway, IOutboxStore outbox, IFaultPoints faults, TimeProvider time, ILogger<PaymentGrain> logger)
    : OrderConsumerGrain(OrderConsumer.Payment, outbox, faults, logger), IPaymentGrain, IRemindable
{
    private readonly PatientGateway _provider = new(gateway, time, logger);

    // What is durable: reads come in between while a write or the provider is awaited.
    private Payment? _payment;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _payment = state.State.Payment;
        SetTimer();
        return Task.CompletedTask;
    }

    public async Task<OrderError?> Charge(ChargePayment command)
    {
        var decision = PaymentDecider.Charge(_payment, command, Now);
        if (!decision.Ask) return decision.Answer;
        if (decision.Payment != _payment) await Save(decision.Payment!);
        await AskForCharge(_payment!.Charge!);
        return PaymentDecider.AnswerOf(_payment.Charge!);
    }

    public async Task Abandon(string token)
    {
        if (PaymentDecider.Abandon(_payment, token, Now) is { } abandoned)
        {
            PaymentLog.Abandoned(Logger, Id);
            await Save(abandoned, PaymentAudit.Abandoned(Id, abandoned, Now));
        }

        await KeepGoing(); // also when it was durable before: the reminder may not have been
    }

    public async Task<PaymentResult> RetryRefund(Actor caller)
    {
        if (_payment is not { } payment || !PaymentAccess.MayRefund(payment, caller)) return new OrderNotFound();
        if (PaymentDecider.OwesRefund(payment))
        {
            if (payment.NextTryAt is null) await RemindAfter(TimeSpan.Zero); // given up: nothing would tell the order after a crash
            await AskForRefund(payment.Refund!, caller, byHand: true);
            await TellOrder();
            await KeepGoing();
        }

        return PaymentViewer.View(_payment)!; // there is a charge: the caller may see it
    }

    public Task<PaymentView?> Get(Actor caller) =>
        Task.FromResult(_payment is { } payment && PaymentAccess.MaySee(payment, caller) ? PaymentViewer.View(payment) : null);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Work();

    protected override async Task<bool> Handle(OrderEvent e)
    {
        if (e is not OrderCancelled) return false;
        if (PaymentDecider.Cancel(_payment, Now) is { } owing) await Save(owing);
        if (_payment is not null) await KeepGoing();
        return false;
    }

    private DateTimeOffset Now => Moments.ToMilliseconds(time.GetUtcNow());

    private async Task AskForCharge(PaymentCharge charge)
    {
        Faults.Reach(FaultPoints.PaymentAsked);
        var replies = await _provider.Charge(new GatewayCharge(PaymentKeys.Charge(Id, _payment!.Token), Id, charge.Amount, charge.Method));
        await Record(PaymentAttemptKind.Charge, replies, PaymentDecider.Charged(_payment, replies, Now));
    }

    private async Task AskForRefund(PaymentRefund refund, Actor actor, bool byHand)
    {
        Faults.Reach(FaultPoints.PaymentAsked);
        var key = PaymentKeys.Refund(Id, refund.Number);
        var replies = await _provider.Refund(new GatewayRefund(key, Id, refund.Amount, _payment!.Charge!.Reference!));
        await Record(PaymentAttemptKind.Refund, replies, RefundDecider.Answered(_payment, replies, actor, byHand, Now));
    }

    private async Task Record(PaymentAttemptKind kind, ImmutableArray<GatewayReply> replies, Payment after)
    {
        Faults.Reach(FaultPoints.PaymentAnswered);
        foreach (var reply in replies) PaymentLog.Answered(Logger, Id, kind, reply.Answer.GetType().Name);
        await Save(after, [.. PaymentAudit.Attempts(Id, after, replies.Length)]);
        Faults.Reach(FaultPoints.PaymentRecorded);
    }

    private async Task Save(Payment payment, params ImmutableArray<AuditEntry> audit)
    {
        state.State = new PaymentState { Payment = payment, Pending = audit };
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            // Whether it was written is not known: the next activation reads what is.
            PaymentLog.NotWritten(Logger, e, Id);
            DeactivateOnIdle();
            throw;
        }

        _payment = payment;
    }
}

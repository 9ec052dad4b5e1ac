using System.Collections.Immutable;

namespace Orders.Tests.Payments;

public sealed class PaymentDeciderTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Money Price = new(1245, "EUR");
    private static readonly ChargePayment Command = new("token", Price, "pm_ok", Given.Shop, Given.Buyer.Id);

    private static readonly GatewayAnswer Yes = new GatewaySucceeded("ref");
    private static readonly GatewayAnswer Never = new GatewayDeclined("never");
    private static readonly GatewayAnswer NotNow = new GatewayFailed("not now");
    private static readonly GatewayAnswer Silence = new GatewayUnknown("silence");

    private static ImmutableArray<GatewayReply> Reply(GatewayAnswer answer) => [new(answer, Now)];

    private static Payment Asked => PaymentDecider.Charge(null, Command, Now).Payment!;

    private static Payment Charged(GatewayAnswer answer) => PaymentDecider.Charged(Asked, Reply(answer), Now);

    private static Payment Cancelled => PaymentDecider.Cancel(Charged(Yes), Now)!;

    private static Payment Refunded(Payment payment, GatewayAnswer answer, bool byHand = false, DateTimeOffset? at = null) =>
        RefundDecider.Answered(payment, Reply(answer), byHand ? Given.Seller : PaymentDecider.Machine, byHand, at ?? Now);

    public static TheoryData<ChargeStage, bool, string?> AfterEachAnswer => new()
    {
        // stage, asks again, answer (null: captured, or the provider's)
        { ChargeStage.Asked, true, null },
        { ChargeStage.Failed, true, null },
        { ChargeStage.Captured, false, null },
        { ChargeStage.Declined, false, nameof(PaymentDeclined) },
    };

    [Theory, MemberData(nameof(AfterEachAnswer))]
    public void Charge_Repeated_AsksOnlyWhereTheOutcomeIsOpen(ChargeStage stage, bool asks, string? answer)
    {
        var before = Charged(stage switch
        {
            ChargeStage.Asked => Silence,
            ChargeStage.Failed => NotNow,
            ChargeStage.Captured => Yes,
            _ => Never,
        });
        Assert.Equal(stage, before.Charge!.Stage);

        var decision = PaymentDecider.Charge(before, Command, Now.AddMinutes(1));

        Assert.Equal((asks, answer), (decision.Ask, decision.Answer?.GetType().Name));
        if (asks) Assert.Equal(ChargeStage.Asked, decision.Payment!.Charge!.Stage);
    }

    [Fact]
    public void Charge_NoAnswerForADay_IsNotAskedAgain()
    {
        var decision = PaymentDecider.Charge(Charged(Silence), Command, Now + PaymentDecider.KeyIsKept);

        Assert.False(decision.Ask);
        Assert.IsType<PaymentUnavailable>(decision.Answer);
    }

    [Fact]
    public void Charge_SameTokenForSomethingElse_Refused()
    {
        Assert.IsType<KeyReused>(PaymentDecider.Charge(Charged(Yes), Command with { Amount = new(1, "EUR") }, Now).Answer);
        Assert.IsType<KeyReused>(PaymentDecider.Charge(Charged(Yes), Command with { Method = "pm_other" }, Now).Answer);
        Assert.IsType<OrderIdTaken>(PaymentDecider.Charge(Charged(Yes), Command with { Token = "other" }, Now).Answer);
    }

    [Fact]
    public void Cancel_WhateverCame_OwesOnlyWhatWasCaptured()
    {
        Assert.Null(PaymentDecider.Cancel(null, Now));
        Assert.Null(PaymentDecider.Cancel(Charged(Never), Now));
        Assert.Null(PaymentDecider.Cancel(Charged(NotNow), Now));
        Assert.Null(PaymentDecider.Cancel(Cancelled, Now));
        Assert.Equal((new PaymentRefund(Price, 1), Now), (Cancelled.Refund!, Cancelled.NextTryAt));
        Assert.Equal(PaymentTask.Refund, PaymentDecider.DueTask(Cancelled, Now));
        Assert.Equal(PaymentTask.Nothing, PaymentDecider.DueTask(Cancelled, Now.AddTicks(-1)));
    }

    [Fact]
    public void Abandon_AtEachStage_GivesBackWhatIsOrMayBeCharged()
    {
        static PaymentTask After(Payment? payment) => PaymentDecider.DueTask(PaymentDecider.Abandon(payment, "token", Now), Now);

        Assert.Equal(PaymentTask.Nothing, After(null));
        Assert.Equal(PaymentTask.Nothing, After(Charged(Never)));
        Assert.Equal(PaymentTask.Nothing, After(Charged(NotNow)));
        Assert.Equal(PaymentTask.Settle, After(Asked));
        Assert.Equal(PaymentTask.Refund, After(Charged(Yes)));
        Assert.Null(PaymentDecider.Abandon(Charged(Yes), "other", Now));
        Assert.Null(PaymentDecider.Abandon(PaymentDecider.Abandon(Asked, "token", Now), "token", Now));
    }

    [Fact]
    public void Answered_FailsEveryTime_WaitsGrowThenGivenUp()
    {
        var (payment, at) = (Cancelled, Now);
        List<TimeSpan> waits = [];
        for (payment = Refunded(payment, NotNow); payment.NextTryAt is { } next; payment = Refunded(payment, NotNow, at: at))
        {
            waits.Add(next - at);
            at = next;
            Assert.True(waits.Count < 20);
        }

        Assert.Equal([1, 5, 30, 120, 600, 3600, 21600, 86400], waits.Select(w => (int)w.TotalSeconds));
        Assert.Equal((RefundStage.GivenUp, RefundPolicy.MostTries + 1), (payment.Refund!.Stage, payment.Refund.Number));
        Assert.Equal(["refund-failed", "refund-given-up"], payment.Untold.Select(n => n.CommandKey));
        Assert.Equal([false, true], payment.Untold.Select(n => n.GivenUp));
    }

    [Fact]
    public void Answered_NoAnswer_SameKeyAgain()
    {
        var silent = Refunded(Cancelled, Silence);

        Assert.Equal((1, RefundStage.Failed), (silent.Refund!.Number, silent.Refund.Stage));
        Assert.Equal(2, Refunded(silent, NotNow).Refund!.Number);
        Assert.Equal((1, RefundStage.Done), (Refunded(silent, Yes).Refund!.Number, Refunded(silent, Yes).Refund!.Stage));
    }

    [Fact]
    public void Answered_Refused_GivenUpAtOnceAndToldOnce()
    {
        var refused = Refunded(Cancelled, Never);

        Assert.Equal((RefundStage.GivenUp, null), (refused.Refund!.Stage, refused.NextTryAt));
        Assert.True(Assert.Single(refused.Untold).GivenUp);
        Assert.Single(Refunded(refused, Never, byHand: true).Untold);
    }

    [Fact]
    public void Answered_ByHandInVain_UsesUpNoneOfTheTries()
    {
        var failed = Refunded(Refunded(Cancelled, NotNow), NotNow, at: Now.AddSeconds(1));

        var pressed = Refunded(failed, NotNow, byHand: true, at: Now.AddSeconds(2));

        Assert.Equal((failed.Tries, failed.NextTryAt), (pressed.Tries, pressed.NextTryAt));
        Assert.Equal(Given.Seller, pressed.Attempts[^1].Actor);
    }

    [Fact]
    public void Answered_ByHandAfterGivingUp_StaysGivenUpUntilItWorks()
    {
        var givenUp = Refunded(Cancelled, Never);

        Assert.Equal((RefundStage.GivenUp, null), (Refunded(givenUp, NotNow, true).Refund!.Stage, Refunded(givenUp, NotNow, true).NextTryAt));
        var done = Refunded(givenUp, Yes, true);
        Assert.Equal(new RecordRefund(Given.Seller, "refunded", Price), done.Untold[^1]);
        Assert.Equal(PaymentStatus.Refunded, PaymentViewer.View(done)!.Status);
    }

    [Fact]
    public void Answered_WithoutAnOrder_TriedForeverAndNobodyToTell()
    {
        var payment = PaymentDecider.Abandon(Charged(Yes), "token", Now)!;
        foreach (var answer in Enumerable.Repeat(NotNow, 20).Append(Never)) payment = Refunded(payment, answer, at: payment.NextTryAt);

        Assert.NotNull(payment.NextTryAt);
        Assert.Empty(payment.Untold);
        Assert.Equal(RefundStage.Done, Refunded(payment, Yes).Refund!.Stage);
    }

    [Fact]
    public void Attempts_VeryMany_TheLastAreKept()
    {
        var payment = Refunded(Cancelled, Never);
        for (var i = 0; i < 2 * PaymentDecider.MostAttempts; i++) payment = Refunded(payment, Never, byHand: true);

        Assert.Equal(PaymentDecider.MostAttempts, payment.Attempts.Length);
    }
}

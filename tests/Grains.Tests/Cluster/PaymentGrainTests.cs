namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class PaymentGrainTests(OrdersCluster cluster)
{
    private static readonly Money Price = Given.Details(default).Total;
    private readonly OrderId _id = Given.NewId();

    private IPaymentGrain Payment => cluster.Payment(_id);

    private static ChargePayment Command(string token = "token") => new(token, Price, "pm_ok", Given.Shop, Given.Buyer.Id);

    private Task<PaymentView?> View() => Payment.Get(Given.Machine).InTime();

    private async Task PlaceCharged()
    {
        Assert.Null(await Payment.Charge(Command()).InTime());
        var placed = await cluster.Order(_id).Place(Given.Place(_id) with { Captured = Price }).InTime();
        Assert.Equal(PaymentStatus.Captured, placed.Order!.Payment.Status);
        await Next<OrderPlaced>();
    }

    private async Task<T> Next<T>() where T : OrderEvent => Assert.IsType<T>(await cluster.Deliveries.Next(_id));

    private Task<OrderResult> Cancel(string? key = null) =>
        cluster.Order(_id).Cancel(new CancelOrder(Given.Buyer, "Changed my mind") { CommandKey = key }).InTime();

    /// <summary>Lets the time pass until the next try, as nothing but the reminder would see it.</summary>
    private async Task TryNext()
    {
        var at = (await View())!.NextTryAt!.Value;
        var wait = at - cluster.Time.GetUtcNow();
        if (wait > TimeSpan.Zero) cluster.Time.Move(wait);
        await Remind();
    }

    private Task Remind() => Payment.AsReference<IRemindable>().ReceiveReminder("payment", default).InTime();

    [Fact]
    public async Task Charge_AgainAndAtOnce_OneCharge()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Payment.Charge(Command()))).InTime();

        Assert.All(answers, Assert.Null);
        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
        var view = (await View())!;
        Assert.Equal((PaymentStatus.Captured, Price, Price, Money.Zero("EUR")), (view.Status, view.Authorized, view.Captured, view.Refunded));
        Assert.Equal(PaymentAttemptOutcome.Succeeded, Assert.Single(view.Attempts).Outcome);
    }

    [Fact]
    public async Task Charge_OfAnotherCheckout_IsToldThatTheIdIsTaken()
    {
        Assert.Null(await Payment.Charge(Command()).InTime());

        Assert.IsType<OrderIdTaken>(await Payment.Charge(Command("another")).InTime());
        await Payment.Abandon("another").InTime();

        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
        Assert.Equal(PaymentStatus.Captured, (await View())!.Status);
    }

    [Fact]
    public async Task Charge_Declined_SameAnswerAgainWithoutAsking()
    {
        cluster.Provider.Next(_id, PaymentProvider.Decline);

        Assert.Equal(new PaymentDeclined("never"), await Payment.Charge(Command()).InTime());
        Assert.Equal(new PaymentDeclined("never"), await Payment.Charge(Command()).InTime());

        Assert.Single(cluster.Provider.AskedFor(_id));
        Assert.Equal(PaymentStatus.Pending, (await View())!.Status);
    }

    [Fact]
    public async Task Charge_AnswerLostOnce_AskedAgainWithTheSameKey()
    {
        cluster.Provider.Next(_id, PaymentProvider.Lose);

        Assert.Null(await Payment.Charge(Command()).InTime());

        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
        Assert.Equal(2, cluster.Provider.AskedFor(_id).Length);
        Assert.Single(cluster.Provider.AskedFor(_id).Distinct());
        Assert.Equal([PaymentAttemptOutcome.Unknown, PaymentAttemptOutcome.Succeeded], (await View())!.Attempts.Select(a => a.Outcome));
    }

    [Fact]
    public async Task Charge_NoAnswerAtAll_UnavailableUntilItIsRepeated()
    {
        cluster.Provider.Next(_id, PaymentProvider.Ignore, PaymentProvider.Throw);

        Assert.IsType<PaymentUnavailable>(await Payment.Charge(Command()).InTime());
        Assert.Null(await Payment.Charge(Command()).InTime());

        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
    }

    [Fact]
    public async Task Get_WhileTheProviderIsSlow_DoesNotWait()
    {
        var gate = new Gate();
        cluster.Provider.Next(_id, PaymentProvider.Hold(gate));
        var charge = Payment.Charge(Command());
        await gate.Reached;

        Assert.Equal(PaymentStatus.Pending, (await View())!.Status);

        gate.Open();
        Assert.Null(await charge.InTime());
    }

    [Theory]
    [InlineData(Role.Buyer)]
    [InlineData(Role.Seller)]
    [InlineData(Role.Admin)]
    public async Task Get_ByWhomItConcerns_OthersFindNothing(Role role)
    {
        await Payment.Charge(Command()).InTime();

        Assert.NotNull(await Payment.Get(Given.Of(role)).InTime());
        Assert.Null(await Payment.Get(Given.OtherBuyer).InTime());
        Assert.Null(await Payment.Get(Given.OtherSeller).InTime());
        Assert.IsType<OrderNotFound>((await Payment.RetryRefund(Given.OtherSeller).InTime()).Error);
        Assert.IsType<OrderNotFound>((await Payment.RetryRefund(Given.Buyer).InTime()).Error);
    }

    [Fact]
    public async Task Cancel_DoubleClicked_OneRefundAndTheOrderKnows()
    {
        await PlaceCharged();

        var answers = await Task.WhenAll(Cancel(), Cancel(), Cancel("a"), Cancel("a")).InTime();

        Assert.Contains(answers, a => a.Order is not null);
        Assert.All(answers.Where(a => a.Error is not null), a => Assert.IsType<IllegalTransition>(a.Error));
        await Next<OrderCancelled>();
        Assert.Equal(Price, (await Next<OrderRefunded>()).Amount);
        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        var order = (await cluster.Order(_id).Get(Given.Buyer).InTime())!;
        Assert.Equal(new PaymentSummary(PaymentStatus.Refunded, Price), order.Payment);
        Assert.Equal((PaymentStatus.Refunded, Price), ((await View())!.Status, (await View())!.Refunded));
        Assert.DoesNotContain(cluster.Outbox.Of(_id), a => a.Consumer == OrderConsumer.Payment);
    }

    [Fact]
    public async Task Cancel_RacingPrepared_OneWinnerAndTheMoneyFollows()
    {
        await PlaceCharged();
        await cluster.Order(_id).Advance(Given.Advance(Given.Seller, OrderStatus.Preparing)).InTime();
        await Next<OrderAdvanced>();

        var prepared = cluster.Order(_id).Advance(Given.Advance(Given.Seller, OrderStatus.Prepared));
        var cancelled = cluster.Order(_id).Cancel(new CancelOrder(Given.Buyer, "Too slow"));
        var (first, second) = (await prepared.InTime(), await cancelled.InTime());

        Assert.Single([first, second], r => r.Error is null);
        var loser = Assert.IsType<IllegalTransition>((first.Error ?? second.Error)!);
        if (second.Error is null)
        {
            Assert.Equal((OrderStatus.Cancelled, OrderStatus.Prepared), (loser.From, loser.To));
            await Next<OrderCancelled>();
            await Next<OrderRefunded>();
        }
        else
        {
            Assert.Equal((OrderStatus.Prepared, OrderStatus.Cancelled), (loser.From, loser.To));
            await Next<OrderAdvanced>();
        }

        Assert.Equal((1, second.Error is null ? 1 : 0), cluster.Provider.MovedFor(_id));
    }

    [Fact]
    public async Task Cancel_OfAnOrderThatWasNeverCharged_RefundsNothing()
    {
        await cluster.Order(_id).Place(Given.Place(_id)).InTime();
        await Next<OrderPlaced>();
        await Cancel();
        await Next<OrderCancelled>();

        Assert.Null(await View());
        Assert.Empty(cluster.Provider.AskedFor(_id));
    }

    [Fact]
    public async Task Refund_FailsTwice_ToldOnceThenDoneByItself()
    {
        await PlaceCharged();
        cluster.Provider.Next(_id, PaymentProvider.Fail, PaymentProvider.Fail);
        await Cancel();
        await Next<OrderCancelled>();

        var failed = await Next<OrderRefundFailed>();
        Assert.Equal((Price, "not now", false), (failed.Amount, failed.Reason, failed.GivenUp));
        while ((await View())!.Status == PaymentStatus.RefundFailed) await TryNext();

        await Next<OrderRefunded>();
        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Equal([$"refund-{_id}-1", $"refund-{_id}-2", $"refund-{_id}-3"], cluster.Provider.AskedFor(_id).Skip(1));
    }

    [Fact]
    public async Task Refund_NeverWorks_GivenUpThenTheButton()
    {
        await PlaceCharged();
        for (var i = 0; i < RefundPolicy.MostTries + 1; i++) cluster.Provider.Next(_id, PaymentProvider.Fail);
        await Cancel();
        await Next<OrderCancelled>();
        Assert.False((await Next<OrderRefundFailed>()).GivenUp);
        while ((await View())!.NextTryAt is not null) await TryNext();
        Assert.True((await Next<OrderRefundFailed>()).GivenUp);
        Assert.Equal(RefundPolicy.MostTries + 1, (await View())!.Attempts.Length);

        var pressed = (await Payment.RetryRefund(Given.Seller).InTime()).Payment!;
        Assert.Equal((PaymentStatus.RefundFailed, Given.Seller), (pressed.Status, pressed.Attempts[^1].Actor));
        var again = (await Payment.RetryRefund(Given.Admin).InTime()).Payment!;

        Assert.Equal((PaymentStatus.Refunded, Given.Admin, null), (again.Status, again.Attempts[^1].Actor, again.NextTryAt));
        Assert.Equal(Given.Admin, (await Next<OrderRefunded>()).Actor);
        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Equal(again.Attempts.Length, (await Payment.RetryRefund(Given.Seller).InTime()).Payment!.Attempts.Length);
    }

    [Fact]
    public async Task RetryRefund_TwiceAtOnceAndRacingTheTimer_OneRefund()
    {
        await PlaceCharged();
        var gate = new Gate();
        cluster.Provider.Next(_id, PaymentProvider.Hold(gate));
        await Cancel();
        await gate.Reached; // the timer's
        var presses = new[] { Payment.RetryRefund(Given.Seller), Payment.RetryRefund(Given.Admin) };
        gate.Open();

        Assert.All(await Task.WhenAll(presses).InTime(), r => Assert.Equal(PaymentStatus.Refunded, r.Payment!.Status));
        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Equal(2, cluster.Provider.AskedFor(_id).Length);
    }

    [Fact]
    public async Task RetryRefund_NothingOwed_NothingHappens()
    {
        await PlaceCharged();

        Assert.Equal(PaymentStatus.Captured, (await Payment.RetryRefund(Given.Seller).InTime()).Payment!.Status);
        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
    }
}

namespace Orders.Tests;

/// <summary>When the world fails in the middle: the payment goes on where it stood, and money moves once.</summary>
[Collection(SharedCluster.Name)]
public sealed class PaymentFailureTests(OrdersCluster cluster)
{
    private static readonly Money Price = Given.Details(default).Total;
    private readonly OrderId _id = Given.NewId();

    private IPaymentGrain Payment => cluster.Payment(_id);

    private static ChargePayment Command => new("token", Price, "pm_ok", Given.Shop, Given.Buyer.Id);

    private bool IsAtRest => cluster.Reminders.Of(Payment.GetGrainId()).IsEmpty;

    private Task Remind() => Payment.AsReference<IRemindable>().ReceiveReminder("payment", default).InTime();

    /// <summary>Its reminder ticks until there is nothing to do; each try comes as late as it is due.</summary>
    private async Task RunToRest()
    {
        for (var ticks = 0; ticks < 50 && !IsAtRest; ticks++)
        {
            await Remind();
            if (StoredPayment?.NextTryAt is { } at && at - cluster.Time.GetUtcNow() is var wait && wait > TimeSpan.Zero) cluster.Time.Move(wait);
        }

        Assert.True(IsAtRest);
    }

    private Payment? StoredPayment => cluster.States.Peek<PaymentState>(Payment.GetGrainId())?.Payment;

    /// <summary>Lets the nth write from now fail and ends the activation with it, as a crash would.</summary>
    /// <returns>Completes when that has happened.</returns>
    private Task FailWrite(int n, bool after)
    {
        var hit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arm(int left)
        {
            Task What()
            {
                if (left == 1)
                {
                    hit.SetResult();
                    throw new IOException("the disk is full");
                }

                Arm(left - 1);
                return Task.CompletedTask;
            }

            if (after) cluster.States.AfterWrite(Payment.GetGrainId(), What);
            else cluster.States.BeforeWrite(Payment.GetGrainId(), What);
        }

        Arm(n);
        return hit.Task.InTime();
    }

    [Theory]
    [InlineData(1, false, 0)] // the intent is not written: nothing was asked
    [InlineData(1, true, 0)] // written, and then nothing more
    [InlineData(2, false, 1)] // asked and answered, but the answer is not written
    [InlineData(2, true, 1)]
    public async Task Charge_CrashAtAnyWrite_TheRepeatChargesOnce(int write, bool after, int charges)
    {
        _ = FailWrite(write, after);
        await Patience.Fails(() => Payment.Charge(Command));
        Assert.Equal((charges, 0), cluster.Provider.MovedFor(_id));

        Assert.Null(await Payment.Charge(Command).InTime());

        Assert.Equal((1, 0), cluster.Provider.MovedFor(_id));
        Assert.Single(cluster.Provider.AskedFor(_id).Distinct());
    }

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, true)] // whether it was charged is not known: it is settled, then given back
    [InlineData(2, false, true)]
    [InlineData(2, true, true)]
    public async Task Abandon_AfterACrashOfTheCharge_NoMoneyIsKept(int write, bool after, bool asks)
    {
        _ = FailWrite(write, after);
        await Patience.Fails(() => Payment.Charge(Command));

        await Payment.Abandon("token").InTime();
        await RunToRest();

        Assert.Equal(asks ? (1, 1) : (0, 0), cluster.Provider.MovedFor(_id));
        Assert.IsType<PaymentDeclined>(await Payment.Charge(Command).InTime());
        Assert.Null(await Payment.Get(Given.Buyer).InTime());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Abandon_CrashInTheMiddle_TheRepeatMakesSure(bool after)
    {
        Assert.Null(await Payment.Charge(Command).InTime());
        _ = FailWrite(1, after);
        await Patience.Fails(() => Payment.Abandon("token"));

        await Payment.Abandon("token").InTime();
        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
    }

    [Fact]
    public async Task Abandon_BeforeTheChargeArrives_ItIsNeverCharged()
    {
        await Payment.Abandon("token").InTime();

        Assert.IsType<PaymentDeclined>(await Payment.Charge(Command).InTime());
        Assert.IsType<OrderIdTaken>(await Payment.Charge(Command with { Token = "another" }).InTime());
        Assert.Empty(cluster.Provider.AskedFor(_id));
        Assert.True(IsAtRest);
    }

    [Fact]
    public async Task Abandon_RacingTheLateAnswer_GivenBackOnce()
    {
        var gate = new Gate();
        cluster.Provider.Next(_id, PaymentProvider.Hold(gate));
        var charge = Payment.Charge(Command);
        await gate.Reached;
        var abandoned = new[] { Payment.Abandon("token"), Payment.Abandon("token") };
        gate.Open();

        Assert.Null(await charge.InTime());
        await Task.WhenAll(abandoned).InTime();
        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
    }

    [Fact]
    public async Task Abandon_TheAnswerStaysAway_SettledLaterAndGivenBack()
    {
        cluster.Provider.Next(_id, PaymentProvider.Ignore, PaymentProvider.Ignore);
        Assert.IsType<PaymentUnavailable>(await Payment.Charge(Command).InTime());
        cluster.Provider.Next(_id, PaymentProvider.Ignore, PaymentProvider.Throw, PaymentProvider.Ignore, PaymentProvider.Lose);

        await Payment.Abandon("token").InTime();
        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
    }

    [Fact]
    public async Task Abandon_DeclinedOrFailedCharge_NothingToGiveBack()
    {
        cluster.Provider.Next(_id, PaymentProvider.Fail);
        Assert.IsType<PaymentUnavailable>(await Payment.Charge(Command).InTime());

        await Payment.Abandon("token").InTime();

        Assert.True(IsAtRest);
        Assert.Single(cluster.Provider.AskedFor(_id));
    }

    [Fact]
    public async Task Abandon_NoAnswerForADay_NotAskedAnyMore()
    {
        for (var i = 0; i < 100; i++) cluster.Provider.Next(_id, PaymentProvider.Ignore);
        Assert.IsType<PaymentUnavailable>(await Payment.Charge(Command).InTime());
        await Payment.Abandon("token").InTime();
        await RunToRest();
        var asked = cluster.Provider.AskedFor(_id).Length;

        await Remind();

        Assert.Equal(asked, cluster.Provider.AskedFor(_id).Length);
        Assert.InRange(asked, 4, 20);
        Assert.Equal(ChargeStage.Asked, StoredPayment!.Charge!.Stage); // nobody knows
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Refund_CrashAtAnyWrite_OneRefundAndOneNews(int write, bool after)
    {
        await PlaceCharged();
        var crash = FailWrite(write, after);
        await cluster.Order(_id).Cancel(new CancelOrder(Given.Buyer, "Changed my mind")).InTime();
        await crash;

        await cluster.Order(_id).Republish([2]).InTime(); // the relay's
        await cluster.Outbox.Confirmed(_id, 2, OrderConsumer.Payment);
        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Single(cluster.Store.Peek(_id)!.Events.OfType<OrderRefunded>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refund_TheOrderCannotBeTold_ToldLaterAndOnce(bool after)
    {
        await PlaceCharged();
        var gate = new Gate();
        cluster.Provider.Next(_id, PaymentProvider.Hold(gate));
        await cluster.Order(_id).Cancel(new CancelOrder(Given.Buyer, "Changed my mind")).InTime();
        await gate.Reached;
        if (after) cluster.Store.AfterAppend(_id, Faults.Throw);
        else cluster.Store.BeforeAppend(_id, Faults.Throw);
        gate.Open();

        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Single(cluster.Store.Peek(_id)!.Events.OfType<OrderRefunded>());
    }

    [Fact]
    public async Task RetryRefund_CrashBeforeTheOrderIsTold_ToldByTheReminder()
    {
        await PlaceCharged();
        cluster.Provider.Next(_id, PaymentProvider.Decline); // given up at once
        await cluster.Order(_id).Cancel(new CancelOrder(Given.Buyer, "Changed my mind")).InTime();
        await cluster.Outbox.Confirmed(_id, 2, OrderConsumer.Payment);
        await RunToRest();
        Assert.True(Assert.Single(cluster.Store.Peek(_id)!.Events.OfType<OrderRefundFailed>()).GivenUp);

        _ = FailWrite(1, after: true);
        await Patience.Fails(() => Payment.RetryRefund(Given.Seller));
        Assert.False(IsAtRest);
        await RunToRest();

        Assert.Equal((1, 1), cluster.Provider.MovedFor(_id));
        Assert.Equal(Given.Seller, Assert.Single(cluster.Store.Peek(_id)!.Events.OfType<OrderRefunded>()).Actor);
    }

    private async Task PlaceCharged()
    {
        Assert.Null(await Payment.Charge(Command).InTime());
        Assert.NotNull((await cluster.Order(_id).Place(Given.Place(_id) with { Captured = Price }).InTime()).Order);
    }
}

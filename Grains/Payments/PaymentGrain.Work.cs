namespace Orders;

/// <summary>What a payment does by itself: settling, giving back, telling the order.</summary>
public sealed partial class PaymentGrain
{
    private const string Reminder = "payment";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LeastReminder = TimeSpan.FromMinutes(1); // the timer is faster, where there was no crash
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMinutes(5); // beyond, the activation need not wait
    private static readonly TimeSpan TellAgainAfter = TimeSpan.FromSeconds(30);

    private IGrainTimer? _timer;

    private async Task Work()
    {
        switch (PaymentDecider.DueTask(_payment, Now))
        {
            case PaymentTask.Settle when PaymentDecider.IsLost(_payment!, Now):
                PaymentLog.Lost(Logger, Id, PaymentKeys.Charge(Id, _payment!.Token));
                await Save(_payment with { NextTryAt = null });
                break;
            case PaymentTask.Settle:
                await AskForCharge(_payment!.Charge!);
                break;
            case PaymentTask.Refund:
                await AskForRefund(_payment!.Refund!, PaymentDecider.Machine, byHand: false);
                break;
        }

        await TellOrder();
        await KeepGoing();
    }

    /// <summary>The order knows a repeat by its key, so what is told twice because of a crash is written once.</summary>
    private async Task TellOrder()
    {
        while (_payment is { Untold: [var news, ..] } payment)
        {
            try
            {
                var result = await GrainFactory.GetGrain<IOrderGrain>(Id.Value).Record(news);
                if (result.Error is { } error) PaymentLog.NotTaken(Logger, Id, news.CommandKey, error.GetType().Name);
            }
            catch (Exception e)
            {
                PaymentLog.NotTold(Logger, e, Id, news.CommandKey); // it stays in line
                return;
            }

            await Save(payment with { Untold = payment.Untold.RemoveAt(0) });
        }
    }

    /// <summary>Sees to it that whatever is left to do will be done, after a crash too.</summary>
    private async Task KeepGoing()
    {
        SetTimer();
        if (NextWork is { } at)
        {
            await RemindAfter(at - Now);
        }
        else if (await this.GetReminder(Reminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private Task<IGrainReminder> RemindAfter(TimeSpan wait) =>
        this.RegisterOrUpdateReminder(Reminder, wait > LeastReminder ? wait : LeastReminder, ReminderPeriod);

    private void SetTimer()
    {
        if (NextWork is not { } at || at - Now is var wait && wait > LongestTimer) return;
        var due = wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        if (_timer is null) _timer = this.RegisterGrainTimer(_ => Work(), new(due, Timeout.InfiniteTimeSpan));
        else _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset? NextWork => _payment switch
    {
        null => null,
        { NextTryAt: { } at } => at,
        { Untold.IsEmpty: false } => Now + TellAgainAfter,
        _ => null,
    };
}

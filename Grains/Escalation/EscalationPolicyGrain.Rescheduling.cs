namespace Orders;

/// <summary>New deadlines for the shop's open orders, a bounded batch at a time, so that the shop can be asked in between.</summary>
public sealed partial class EscalationPolicyGrain
{
    private const string Reminder = "reschedule";
    private const int Batch = 250;
    private const int AtOnce = 8;
    private const int MostTries = 5;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Settling = IShopPolicies.Freshness * 2;
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromMilliseconds(20);

    private IGrainTimer? _soon;
    private int _tries;

    public Task ReceiveReminder(string reminderName, TickStatus status) => Reschedule();

    private void RescheduleSoon() => _soon ??= this.RegisterGrainTimer(
        RescheduleAndGoOn, new GrainTimerCreationOptions(Settling, Timeout.InfiniteTimeSpan) { KeepAlive = true });

    private async Task RescheduleAndGoOn(CancellationToken cancellationToken)
    {
        var waits = BetweenBatches;
        try
        {
            await Reschedule();
            if (state.State.Rescheduling?.NotBefore is { } notBefore && notBefore > time.GetUtcNow()) waits = Settling;
        }
        catch (Exception e)
        {
            LogNotRescheduled(e, this.GetPrimaryKeyLong()); // the timer, or the reminder of another activation, goes on
            waits = ReminderPeriod;
        }

        if (state.State.Rescheduling is not null) _soon?.Change(waits, Timeout.InfiniteTimeSpan);
        else
        {
            _soon?.Dispose();
            _soon = null;
        }
    }

    private async Task Reschedule()
    {
        if (state.State.Rescheduling is not { } work)
        {
            if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
            return;
        }

        // A clock that was put back must not make it wait longer than it ever would.
        var now = time.GetUtcNow();
        if (work.NotBefore > now && work.NotBefore <= now + Settling) return;

        var open = await due.Open(this.GetPrimaryKeyLong(), new OrderId(work.After), Batch);
        var failed = 0;
        foreach (var some in open.Chunk(AtOnce)) failed += (await Task.WhenAll(some.Select(RescheduleOne))).Count(done => !done);
        if (failed > 0 && ++_tries < MostTries) return; // the same batch again: those that are done do nothing
        _tries = 0;
        state.State.Rescheduling = open.Length == Batch ? work with { After = open[^1].Value } : null;
        await Write();
        if (state.State.Rescheduling is null) await Reschedule();
    }

    private async Task<bool> RescheduleOne(OrderId id)
    {
        try
        {
            await GrainFactory.GetGrain<IOrderGrain>(id.Value).Reschedule();
            return true;
        }
        catch (Exception e)
        {
            LogOrderNotRescheduled(e, id);
            return false;
        }
    }
}

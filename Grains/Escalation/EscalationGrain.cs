using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Finds orders whose deadline has come, in batches by the index, and tells them. It decides nothing: an order that was told too
/// late or twice does nothing. After an outage the oldest come first, and a tick is bounded, so that others get their turn.
/// </summary>
public sealed partial class EscalationGrain(
    [PersistentState("state", "orders")] IPersistentState<EscalationState> state, IEscalationStore store, EscalationOptions options,
    TimeProvider time, ILogger<EscalationGrain> logger) : Grain, IEscalationGrain, IRemindable
{
    private const string Reminder = "tick";
    private const int Batch = 250;
    private const int MostBatches = 60;
    private const int AtOnce = 8;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly EscalationAllowance _allowance = new();

    private int Share => (int)this.GetPrimaryKeyLong();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var period = TimeSpan.FromSeconds(options.TickSeconds);
        this.RegisterGrainTimer(TickSafely, new GrainTimerCreationOptions(period, period) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <summary>The reminder brings the grain back after a crash; while it is here, its timer ticks.</summary>
    public Task Start() => this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;

    public async Task<int> Tick()
    {
        var told = 0;
        DueOrder? last = null;
        for (var i = 0; i < MostBatches; i++)
        {
            var due = await store.Due(Share, time.GetUtcNow(), last, Batch);
            if (due.IsEmpty) break;
            told += await Tell(due);
            last = due[^1];
            if (due.Length < Batch) break;
        }

        await SendDigests();
        return told;
    }

    private async Task TickSafely(CancellationToken cancellationToken)
    {
        try
        {
            await Tick();
        }
        catch (Exception e)
        {
            LogTickFailed(e, Share); // the next tick finds the same
        }
    }

    private async Task<int> Tell(ImmutableArray<DueOrder> due)
    {
        var now = time.GetUtcNow();
        var orders = due.Select(order => (Order: order, InDigest: !_allowance.Take(order.SellerId, now))).ToList();
        await Promise(orders.Where(o => o.InDigest).Select(o => o.Order.SellerId), now);
        var told = 0;
        foreach (var some in orders.Chunk(AtOnce))
        {
            var taken = await Task.WhenAll(some.Select(o => TellOne(o.Order, o.InDigest)));
            foreach (var ((order, inDigest), acted) in some.Zip(taken))
            {
                if (acted) told++;
                else Correct(order.SellerId, inDigest);
            }
        }

        return told;
    }

    private async Task<bool> TellOne(DueOrder due, bool inDigest)
    {
        try
        {
            return await GrainFactory.GetGrain<IOrderGrain>(due.Id.Value).Escalate(inDigest);
        }
        catch (Exception e)
        {
            LogNotTold(e, due.Id); // one order that fails must not hold up the others; the next tick finds it
            return false;
        }
    }

    private async Task Write()
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // whether it was written is not known: the next activation reads what is
            throw;
        }
    }
}

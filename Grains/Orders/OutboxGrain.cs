using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Publishes again what was not confirmed. When, <see cref="RelayPolicy"/> says; what, the outbox; the events themselves stand in
/// the orders. After an outage everything is due at once, so a sweep does only so much and leaves the rest to the next. Whatever
/// else waits in the database to be told is told from here, too.
/// </summary>
public sealed partial class OutboxGrain(IOutboxStore store, IStockStore stocks, TimeProvider time, ILogger<OutboxGrain> logger)
    : Grain, IOutboxGrain, IRemindable
{
    private const string Reminder = "sweep";
    private const int Batch = 200;
    private const int BatchesPerSweep = 20;
    private const int OrdersAtATime = 16;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // Brings the relay back in whatever silo is there; while it is there its timer is quicker.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        await store.MakeDue(time.GetUtcNow());
        this.RegisterGrainTimer(_ => Sweep(), new(TimeSpan.Zero, Period));
    }

    public Task Start() => Task.CompletedTask; // being activated is all

    public Task ReceiveReminder(string reminderName, TickStatus status) => Sweep();

    public async Task Sweep()
    {
        for (var batch = 0; batch < BatchesPerSweep; batch++)
        {
            var due = await store.Due(time.GetUtcNow(), Batch);
            if (due.Length > 0) await Send(due);
            if (due.Length < Batch) break;
        }

        await TellOfLowStock();
    }

    public async Task<ImmutableArray<ParkedEvent>> Parked(Actor caller, int limit) =>
        MayLook(caller) ? await store.Parked(Math.Clamp(limit, 1, OrderLimits.PageSize)) : [];

    public async Task<bool> SendAgain(Actor caller, OrderId order, long sequence, OrderConsumer consumer)
    {
        if (!MayLook(caller) || !await store.Unpark(order, sequence, consumer)) return false;
        LogSentAgain(order, sequence, consumer, caller.Id);
        await Send([new OutboxEntry(order, sequence, consumer, Tries: 0)]);
        return true;
    }

    private static bool MayLook(Actor caller) => caller.Role is Role.Admin or Role.System;

    /// <summary>The next try is noted first: should the process end in between, the start makes it due.</summary>
    private async Task Send(ImmutableArray<OutboxEntry> due)
    {
        var now = time.GetUtcNow();
        ImmutableArray<OutboxRetry> retries = [.. due.Select(e => new OutboxRetry(e, RelayPolicy.NextTry(e.Tries + 1, now)))];
        await store.Retry(retries);
        foreach (var (entry, next) in retries)
            if (next is null) LogParked(entry.Order, entry.Sequence, entry.Consumer, entry.Tries + 1);

        var orders = due.GroupBy(e => e.Order, e => e.Sequence).Select(o => (Order: o.Key, Sequences: o.Distinct().Order().ToImmutableArray()));
        foreach (var some in orders.Chunk(OrdersAtATime)) await Task.WhenAll(some.Select(o => Republish(o.Order, o.Sequences)));
    }

    /// <summary>An order that cannot be read holds up no other; its next try is noted already.</summary>
    private async Task Republish(OrderId order, ImmutableArray<long> sequences)
    {
        try
        {
            await GrainFactory.GetGrain<IOrderGrain>(order.Value).Republish(sequences);
            LogRepublished(order, sequences[0], sequences.Length);
        }
        catch (Exception e)
        {
            LogNotRepublished(e, order, sequences[0]);
        }
    }
}

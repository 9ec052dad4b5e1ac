namespace Orders;

public sealed partial class CheckoutGrain
{
    private const string Reminder = "go-on";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainReminder? _reminder;

    /// <summary>
    /// One commit for both. Of a crash in between only one is left, and does no harm: a reminder without a checkout ends itself, a
    /// checkout without a reminder has not begun.
    /// </summary>
    private Task Begin(CheckoutState begun) => Task.WhenAll(KeepReminding(), Remember(begun));

    private async Task TakeAnotherId()
    {
        var (taken, details) = (state.State.OrderId, state.State.Details!);
        var another = OrderId.New(taken.PlacedAt);
        LogIdTaken(taken, another);
        await Remember(new CheckoutState
        {
            RequestHash = state.State.RequestHash,
            OrderId = another,
            Details = details with { TrackingToken = TrackingToken.New(another) },
            FixedAt = state.State.FixedAt,
            Buyer = state.State.Buyer,
        });
    }

    private Task Finish() => Task.WhenAll(
        Remember(new CheckoutState { RequestHash = state.State.RequestHash, OrderId = state.State.OrderId }), StopReminding());

    private Task Forget() => Task.WhenAll(Written(state.ClearStateAsync), StopReminding());

    private Task Remember(CheckoutState next)
    {
        state.State = next;
        return Written(state.WriteStateAsync);
    }

    private async Task Written(Func<Task> write)
    {
        var order = state.State.OrderId;
        try
        {
            await write();
        }
        catch (Exception e)
        {
            // Whether it was written is not known: the next call reads what is.
            LogNotRemembered(e, order);
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task KeepReminding() => _reminder ??= await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    private async Task StopReminding()
    {
        if ((_reminder ?? await this.GetReminder(Reminder)) is { } reminder) await this.UnregisterReminder(reminder);
        _reminder = null;
    }
}

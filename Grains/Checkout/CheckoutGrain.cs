using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Fixes the order (id, prices, token), holds its stock, charges it, places it. Each step is known by the order's id and the token,
/// so whoever goes on after a crash, the next call with the key or the reminder, begins at the first and finds done what was done.
/// Refused at any step it gives back what it has. Its steps are in <c>.Steps</c>, what it remembers in <c>.Memory</c>.
/// </summary>
[CollectionAgeLimit("00:02:00")] // a key is used for a moment, and anybody can make up many
public sealed partial class CheckoutGrain(
    [PersistentState("state", "orders")] IPersistentState<CheckoutState> state, IFaultPoints faults, TimeProvider time,
    ILogger<CheckoutGrain> logger) : Grain, ICheckoutGrain, IRemindable
{
    private bool _running;

    public Task<OrderResult> Place(CheckoutRequest request) => Running(() => Run(request));

    public Task<bool> IsRunning() => Task.FromResult(_running);

    public Task Resume() => Running(async () =>
    {
        if (state.State.Details is null) await StopReminding(); // it had ended, only the reminder had not
        else await GoOn(comesBack: true);
        return true;
    });

    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    private async Task<T> Running<T>(Func<Task<T>> work)
    {
        _running = true;
        try
        {
            return await work();
        }
        finally
        {
            _running = false;
        }
    }

    private async Task<OrderResult> Run(CheckoutRequest request)
    {
        var buyerId = this.GetPrimaryKeyLong(out var key);
        var (clean, invalid) = CheckoutRules.Check(buyerId, key!, request); // A compound key has both parts.
        if (invalid is not null) return invalid;

        var hash = CheckoutRules.Hash(clean!);
        if (state.State.RequestHash is { } before)
        {
            if (before != hash) return new KeyReused();
            if (state.State.Details is null) return await PlacedOrder() is { } placed ? placed : new OrderNotFound();
            if (await GoOn(comesBack: true) is { } ended) return ended;
        }

        return await Fix(request, clean!, hash) is { } refusal ? refusal : (await GoOn(comesBack: false))!;
    }

    /// <summary>Goes on with what is fixed. Null: it had taken too long, and everything is given back.</summary>
    /// <param name="comesBack">
    /// After a crash or an answer that was lost. The order may have been placed, and by now be shipped or cancelled: then nothing is
    /// held for it any more, and taking the steps again would hold stock for good, or take the order for refused.
    /// </param>
    private async Task<OrderResult?> GoOn(bool comesBack)
    {
        if (comesBack && await PlacedOrder() is { } order && order.TrackingToken == state.State.Details!.TrackingToken)
        {
            await Finish();
            return order;
        }

        if (CheckoutSteps.IsExpired(state.State, time.GetUtcNow()))
        {
            LogExpired(state.State.OrderId);
            await GiveBack(null);
            await Forget();
            return null;
        }

        await KeepReminding();
        for (var id = 1; ; id++)
        {
            var result = await TakeSteps();
            if (result.Order is not null)
            {
                await Finish();
                return result;
            }

            if (!CheckoutSteps.IsFinal(result.Error!)) return result;
            await GiveBack(result.Error);
            if (result.Error is not OrderIdTaken || id == CheckoutSteps.MostIds)
            {
                await Forget();
                return result;
            }

            await TakeAnotherId();
        }
    }
}

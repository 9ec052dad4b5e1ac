namespace Orders;

/// <summary>What a sender forgets: deliveries that nobody needs any more, and in the end itself.</summary>
public sealed partial class WebhookSenderGrain
{
    private const int AtATime = 500; // rows that are given up or forgotten in one transaction
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private DateTimeOffset _tidyAt;

    /// <summary>Forgets what nobody needs any more: a little at a time, and not at every look.</summary>
    private async Task Tidy()
    {
        var now = time.GetUtcNow();
        if (now < _tidyAt) return;
        if (await store.Forget(Id, now - WebhookPolicy.Kept, AtATime) < AtATime) _tidyAt = now + TidyEvery;
    }

    private async Task Leave(CancellationToken stop)
    {
        await AllOf(() => store.ForgetRemoved(Id, AtATime), stop);
        if (stop.IsCancellationRequested) return; // the reminder brings it back to the rest
        if (await this.GetReminder(Reminder) is { } reminder) await this.UnregisterReminder(reminder);
        DeactivateOnIdle();
    }

    private static async Task AllOf(Func<Task<int>> some, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await some() == AtATime)
        {
        }
    }
}

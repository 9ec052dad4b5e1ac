using System.Collections.Immutable;

namespace Orders;

/// <summary>What came of a try, and what follows from it.</summary>
/// <param name="NextTry">Null: there is none.</param>
/// <param name="DisabledReason">The endpoint is switched off for this reason, and whatever waits for it is given up; null: it stays.</param>
public sealed record WebhookOutcome(
    long Number, WebhookDeliveryState State, int Tries, DateTimeOffset? NextTry, int? Status, string? Error, DateTimeOffset At, string? DisabledReason);

/// <summary>When a delivery is tried again, and when it is given up. The waits are those of the specification's example. Pure.</summary>
public static class WebhookPolicy
{
    /// <summary>How long a delivery that waits for nothing is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How long a replaced secret still signs.</summary>
    public static readonly TimeSpan OldSecretSigns = TimeSpan.FromHours(24);

    private static readonly TimeSpan MostRetryAfter = TimeSpan.FromHours(24);

    // Before each try after the first: three days and some hours altogether.
    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public static int MostTries => Waits.Length + 1;

    /// <summary>An endpoint that has had no success for as long, and now a delivery that is given up, is switched off.</summary>
    public static readonly TimeSpan NobodyThere = TimeSpan.FromHours(60);

    public static WebhookOutcome After(WebhookEndpoint endpoint, DueDelivery delivery, WebhookAnswer answer, DateTimeOffset now)
    {
        var tries = delivery.Tries + 1;
        if (answer.Status is >= 200 and <= 299)
            return new WebhookOutcome(delivery.Number, WebhookDeliveryState.Delivered, tries, null, answer.Status, null, now, null);
        var error = answer.Error ?? $"The receiver answered {answer.Status}.";
        if (answer.Status == 410) return Failed("The receiver answered 410: it wants no more.");
        if (tries < MostTries)
        {
            var next = now + Later(Wait(tries, delivery.MessageId), answer.RetryAfter);
            return new WebhookOutcome(delivery.Number, WebhookDeliveryState.Waiting, tries, next, answer.Status, error, now, null);
        }

        // Days without a single success: nobody is there. One delivery that fails among others that arrive is only itself given up.
        return Failed(endpoint.FailingSince is { } since && now - since >= NobodyThere ? $"Nothing could be delivered for days; the last time: {error}" : null);

        WebhookOutcome Failed(string? disabled) =>
            new(delivery.Number, WebhookDeliveryState.Failed, tries, null, answer.Status, error, now, disabled);
    }

    /// <summary>A twentieth more or less, the same for the same try: what failed together does not come back together.</summary>
    public static TimeSpan Wait(int tries, string messageId)
    {
        var wait = Waits[tries - 1];
        var spread = (Fold(messageId) + (tries * 37)) % 101; // 0 to 100
        return wait + (wait * ((spread - 50) / 1000.0));
    }

    private static TimeSpan Later(TimeSpan wait, TimeSpan? asked) =>
        asked is { } much && much > wait ? (much < MostRetryAfter ? much : MostRetryAfter) : wait;

    private static int Fold(string text) => text.Aggregate(0, (sum, c) => ((sum * 31) + c) & 0xFFFF);
}

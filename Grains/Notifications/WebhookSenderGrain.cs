using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Sends one endpoint's deliveries, one after the other, in the order they fell due. It remembers nothing that matters: what was
/// not marked as delivered is sent again, under the same id. A run is a tick of its timer, beside which it hears of more.
/// </summary>
public sealed partial class WebhookSenderGrain(
    IWebhookStore store, IWebhookTransport transport, IFaultPoints faults, TimeProvider time, ILogger<WebhookSenderGrain> logger)
    : Grain, IWebhookSenderGrain, IRemindable
{
    private const string Reminder = "webhooks";
    private const int Batch = 20;

    // A receiver that is down is not knocked at once for everything that waits: the rest of the run is left for later.
    private const int FailuresPerRun = 3;
    private static readonly TimeSpan AfterFailures = TimeSpan.FromSeconds(30);

    // A grain that is asked to leave waits for the run, which does not hear of it: while there is always more, runs end and begin anew.
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(5);

    // Brings the grain back in whatever silo is there; while it is there its timer is exact.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(5);

    private IGrainTimer? _timer;
    private bool _woken, _paused;

    private long Id => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        _timer = this.RegisterGrainTimer(Run, new(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    public Task Wake()
    {
        _woken = true;
        if (!_paused) _timer?.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Wake();

    private async Task Run(CancellationToken stop)
    {
        try
        {
            await SendAll(stop);
        }
        catch (Exception)
        {
            // The database was away, which nobody will call about: what waits is looked at again, with or without new deliveries.
            _timer?.Change(AfterFailures, Timeout.InfiniteTimeSpan);
            throw;
        }
    }

    private async Task SendAll(CancellationToken stop)
    {
        _paused = false;
        var pause = false;
        var end = time.GetUtcNow() + LongestRun;
        do
        {
            _woken = false; // whoever comes from here on wants another look
            pause = await SendDue(end, stop);
            var endpoint = await store.Find(Id);
            if (endpoint is null)
            {
                await Leave(stop);
                return;
            }

            if (endpoint.DisabledReason is not null) await AllOf(() => store.GiveUp(Id, AtATime), stop);
        }
        while (_woken && !pause && time.GetUtcNow() < end && !stop.IsCancellationRequested);

        await Tidy();
        var next = await store.NextDue(Id);
        _paused = pause;
        _timer?.Change(pause ? AfterFailures : _woken ? TimeSpan.Zero : Until(next, time.GetUtcNow()), Timeout.InfiniteTimeSpan);
    }

    /// <returns>Whether the receiver is to be left alone for a moment.</returns>
    private async Task<bool> SendDue(DateTimeOffset end, CancellationToken stop)
    {
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            var due = await store.Due(Id, time.GetUtcNow(), Batch);
            if (due.IsEmpty) return false;
            foreach (var delivery in due)
            {
                // Anew for each: meanwhile it may have got another secret, or been removed.
                if (await store.Find(Id) is not { DisabledReason: null } endpoint) return false;
                if (await Send(endpoint, delivery, stop) is not { } outcome) return false;
                failures = outcome.State == WebhookDeliveryState.Delivered ? 0 : failures + 1;
                if (failures == FailuresPerRun) return true;
                if (time.GetUtcNow() >= end) return false;
            }
        }

        return false;
    }

    /// <returns>Null: the activation ends, and the next one sends it.</returns>
    private async Task<WebhookOutcome?> Send(WebhookEndpoint endpoint, DueDelivery delivery, CancellationToken stop)
    {
        var answer = await transport.Send(Request(endpoint, delivery), stop);
        if (stop.IsCancellationRequested && answer.Status is null) return null;
        faults.Reach(FaultPoints.WebhookSent);
        var outcome = WebhookPolicy.After(endpoint, delivery, answer, time.GetUtcNow());
        var audit = outcome.DisabledReason is { } reason
            ? new AuditEntry(AuditSubjects.Webhook(Id), "disabled", endpoint.SellerId, outcome.At, Actor.System("Webhooks"), "switched off") { Reason = reason }
            : null;
        await store.Record(Id, outcome, audit);
        LogTried(Id, delivery.Number, outcome.Tries, outcome.State, answer.Status);
        if (outcome.DisabledReason is not null) LogDisabled(Id, answer.Status);
        return outcome;
    }

    private WebhookRequest Request(WebhookEndpoint endpoint, DueDelivery delivery)
    {
        var now = time.GetUtcNow();
        string[] secrets = endpoint is { OldSecret: { } old, OldSecretUntil: { } until } && now < until ? [endpoint.Secret, old] : [endpoint.Secret];
        return new WebhookRequest(
            new Uri(endpoint.Url),
            [
                new("webhook-id", delivery.MessageId),
                new("webhook-timestamp", WebhookSignature.Timestamp(now)),
                new("webhook-signature", WebhookSignature.Header(secrets, delivery.MessageId, now, delivery.Payload)),
            ],
            delivery.Payload);
    }

    private static TimeSpan Until(DateTimeOffset? due, DateTimeOffset now) =>
        due is not { } next ? Timeout.InfiniteTimeSpan : next <= now ? TimeSpan.Zero : next - now;
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Sends what is in the queue. A run is a tick of its timer, beside which it answers; runs never overlap. It remembers nothing that
/// matters: what was not marked as sent is sent by the next activation, under the same message id.
/// </summary>
public sealed partial class MailGrain(
    IMailStore store, INotificationStore inbox, IMailTransport transport, MailSettings settings, IFaultPoints faults, TimeProvider time,
    ILogger<MailGrain> logger)
    : Grain, IMailGrain, IRemindable
{
    private const string Reminder = "mail";
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    // Brings the grain back in whatever silo is there; while it is there its timer is quicker.
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        _timer = this.RegisterGrainTimer(Run, new(TimeSpan.Zero, Period) { Interleave = true });
    }

    public Task Wake()
    {
        if (!_awake) _timer?.Change(TimeSpan.Zero, Period);
        _awake = true;
        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask; // being activated is all

    public async Task<MailPage> List(Actor caller, MailState? state, long? before, int limit)
    {
        if (!MayLook(caller)) return new MailPage([], null);
        limit = Math.Clamp(limit, 1, OrderLimits.PageSize);
        var rows = await store.List(state, before, limit + 1);
        ImmutableArray<MailView> views = [.. rows.Take(limit).Select(mail => MailViewer.Listed(mail, settings))];
        return new MailPage(views, rows.Length > limit ? views[^1].Id : null);
    }

    public async Task<MailView?> Get(Actor caller, long id) =>
        MayLook(caller) && await store.Get(id) is { } mail ? MailViewer.Whole(mail, settings) : null;

    public async Task<bool> SendAgain(Actor caller, long id)
    {
        if (caller.Role is not (Role.Admin or Role.System) || !await store.Unpark(id, time.GetUtcNow())) return false;
        LogSentAgain(id, caller.Id);
        await Wake();
        return true;
    }

    private bool MayLook(Actor caller) => settings.OpenMailbox || caller.Role is Role.Admin or Role.System;
}

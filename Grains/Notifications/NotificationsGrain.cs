using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Orders;

/// <summary>
/// One user's notices and choices. It remembers the choices and who watches; everything else is in the store, which also sees to it
/// that nothing is told twice. Few people are told something every minute, so that it goes soon.
/// </summary>
[CollectionAgeLimit("00:05:00")]
public sealed partial class NotificationsGrain : Grain, INotificationsGrain
{
    // A badge may be late by this: a busy shop's would otherwise be counted with every order.
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(200);

    private readonly INotificationStore _store;
    private readonly IFaultPoints _faults;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ObserverManager<IInboxObserver> _observers;
    private NotificationPreferences? _stored;
    private IGrainTimer? _announcement;
    private int? _announced; // the number that those who watch have heard, all of them

    public NotificationsGrain(INotificationStore store, IFaultPoints faults, TimeProvider time, ILogger<NotificationsGrain> logger)
    {
        (_store, _faults, _time, _logger) = (store, faults, time, logger);
        _observers = new ObserverManager<IInboxObserver>(TimeSpan.FromMinutes(5), logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };
    }

    private long User => this.GetPrimaryKeyLong();

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _stored = await _store.LoadPreferences(User);

    public async Task Tell(Notice notice)
    {
        if (notice.Recipient.Id != User) throw new ArgumentException("The notice is for somebody else.", nameof(notice));
        if (notice.Key.Length is 0 or > OrderLimits.ShortText) throw new ArgumentException("The key is too long, or empty.", nameof(notice));
        var listeners = notice.Recipient.SellerId is { } shop ? await GrainFactory.GetGrain<IWebhooksGrain>(shop).Listeners() : [];
        if (NotificationRules.Entry(_stored, notice, listeners, _time.GetUtcNow()) is not { } entry) return;
        await new NoticePost(_store, _faults, GrainFactory).Write([entry]);
        LogTold(User, notice.Event, notice.Order, notice.Sequence, entry.InApp, entry.MailAt is not null);
        if (entry.InApp) AnnounceSoon();
    }

    public Task<NotificationPreferences?> Choices() => Task.FromResult(_stored);

    public Task Announce()
    {
        AnnounceSoon();
        return Task.CompletedTask;
    }

    public async Task<NotificationPage> List(bool unreadOnly, long? before, int limit)
    {
        limit = Math.Clamp(limit, 1, OrderLimits.PageSize);
        var rows = await _store.List(User, unreadOnly, before, limit + 1);
        var unread = await _store.Unread(User);
        return rows.Length <= limit
            ? new NotificationPage(rows, null, unread)
            : new NotificationPage(rows[..limit], rows[limit - 1].Id, unread);
    }

    public Task<int> Unread() => _store.Unread(User);

    public async Task<bool> Read(long id)
    {
        var changed = await _store.MarkRead(User, id);
        if (changed == true) AnnounceSoon();
        return changed is not null;
    }

    public async Task ReadAll()
    {
        if (await _store.MarkAllRead(User)) AnnounceSoon();
    }

    public Task<NotificationPreferences> GetPreferences(Actor caller)
    {
        Check(caller);
        return Task.FromResult(NotificationRules.Effective(_stored, caller.Role));
    }

    public async Task<PreferencesResult> SetPreferences(Actor caller, NotificationPreferences preferences)
    {
        Check(caller);
        if (PreferenceRules.Check(preferences, caller.Role) is { } invalid) return invalid;
        var merged = PreferenceRules.Merge(_stored, preferences);
        var audit = new AuditEntry(
            AuditSubjects.Preferences(User), "changed", caller.SellerId, _time.GetUtcNow(), caller, PreferenceRules.Describe(_stored, merged, caller.Role));
        try
        {
            await _store.SavePreferences(User, merged, audit);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }

        _stored = merged;
        return NotificationRules.Effective(merged, caller.Role);
    }

    public Task Subscribe(IInboxObserver observer)
    {
        _observers.Subscribe(observer, observer);
        _announced = null;
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IInboxObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    private void AnnounceSoon()
    {
        if (_observers.Count > 0) _announcement ??= this.RegisterGrainTimer(TellHowMany, new(Gathered, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private async Task TellHowMany(CancellationToken cancellationToken)
    {
        _announcement?.Dispose();
        _announcement = null; // what comes from here on is announced anew
        var unread = await _store.Unread(User);
        if (unread == _announced) return; // it was a repeat
        _announced = unread;
        await _observers.Notify(o => o.Changed(unread));
    }

    private void Check(Actor caller)
    {
        if (caller.Id != User) throw new ArgumentException("These are somebody else's preferences.", nameof(caller));
    }
}

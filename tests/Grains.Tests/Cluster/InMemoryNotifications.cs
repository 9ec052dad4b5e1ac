using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Inboxes, preferences and the mail queue, in memory, with the promises of the database: everything once per user, event and key.</summary>
internal sealed class InMemoryNotifications(TimeProvider time, InMemoryOutbox outbox) : INotificationStore, IMailStore
{
    private readonly Lock _gate = new();
    private readonly List<(long User, string Key, Notification Row)> _inbox = [];
    private readonly List<QueuedMail> _mails = [];
    private readonly Dictionary<long, NotificationPreferences> _preferences = [];
    private readonly List<AuditEntry> _audit = [];
    private readonly List<NotificationEntry> _entries = [];
    private readonly List<(Func<bool> Condition, TaskCompletionSource Reached)> _waiting = [];
    private readonly Faults _faults = new();

    public ImmutableArray<AuditEntry> Audit => Look(() => _audit.ToImmutableArray());

    /// <summary>What the grains have asked to be written, repeats included.</summary>
    public ImmutableArray<NotificationEntry> EntriesOf(long user) => Look(() => _entries.Where(e => e.Notice.Recipient.Id == user).ToImmutableArray());

    public ImmutableArray<Notification> InboxOf(long user) => Look(() => _inbox.Where(n => n.User == user).Select(n => n.Row).ToImmutableArray());

    public ImmutableArray<QueuedMail> MailsOf(long user) => Look(() => _mails.Where(m => m.Recipient.Id == user).ToImmutableArray());

    public int CountMails(MailState state) => Look(() => _mails.Count(m => m.State == state));

    public int CountDue() => Look(() => _mails.Count(IsDue));

    public void BeforeAdd(long user, Func<Task> what) => _faults.Once($"add {user}", what);

    public void BeforeSent(long user, Func<Task> what) => _faults.Once($"sent {user}", what);

    public void BeforeSave(long user, Func<Task> what) => _faults.Once($"save {user}", what);

    /// <summary>Completes once it is so; looked at after every change.</summary>
    public Task Until(Func<bool> condition)
    {
        lock (_gate)
        {
            if (condition()) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((condition, reached));
            return reached.Task.InTime();
        }
    }

    public Task<NotificationPreferences?> LoadPreferences(long user) => Task.FromResult(Look(() => _preferences.GetValueOrDefault(user)));

    public async Task SavePreferences(long user, NotificationPreferences preferences, AuditEntry audit)
    {
        await _faults.Run($"save {user}");
        Change(() =>
        {
            _preferences[user] = preferences;
            _audit.Add(audit);
            return true;
        });
    }

    public async Task Add(ImmutableArray<NotificationEntry> entries, EventConfirmation? confirmation = null)
    {
        await Task.Yield();
        foreach (var entry in entries) await _faults.Run($"add {entry.Notice.Recipient.Id}");
        Change(() =>
        {
            foreach (var entry in entries) Add(entry);
            return true;
        });
        if (confirmation is { } done) outbox.ConfirmWithEffect(done.Order, done.Sequence, done.Consumer);
    }

    private void Add(NotificationEntry entry)
    {
        _entries.Add(entry);
        if (entry.InApp) AddToInbox(entry.Notice);
        if (entry.MailAt is { } at) AddMail(entry, at);
    }

    public Task<ImmutableArray<Notification>> List(long user, bool unreadOnly, long? before, int limit) => Task.FromResult(
        InboxOf(user).Where(n => (!unreadOnly || !n.Read) && n.Id < (before ?? long.MaxValue)).OrderByDescending(n => n.Id).Take(limit).ToImmutableArray());

    public Task<int> Unread(long user) => Task.FromResult(InboxOf(user).Count(n => !n.Read));

    public Task<bool?> MarkRead(long user, long id) => Task.FromResult(Change<bool?>(() =>
    {
        var index = _inbox.FindIndex(n => n.User == user && n.Row.Id == id);
        if (index < 0) return null;
        var unread = !_inbox[index].Row.Read;
        _inbox[index] = _inbox[index] with { Row = _inbox[index].Row with { Read = true } };
        return unread;
    }));

    public async Task<bool> MarkAllRead(long user)
    {
        var any = false;
        foreach (var row in InboxOf(user)) any |= await MarkRead(user, row.Id) == true;
        return any;
    }

    Task<int> INotificationStore.Forget(DateTimeOffset before, int limit) => Task.FromResult(0);

    public Task<ImmutableArray<QueuedMail>> Due(DateTimeOffset now, int limit) =>
        Task.FromResult(Look(() => _mails.Where(m => m.State == MailState.Waiting && m.NextTryAt <= now).OrderBy(m => m.NextTryAt).Take(limit).ToImmutableArray()));

    public async Task Sent(long id, DateTimeOffset at)
    {
        await _faults.Run($"sent {Look(() => _mails[(int)id - 1]).Recipient.Id}");
        Set(id, mail => mail with { State = MailState.Sent, Tries = mail.Tries + 1, NextTryAt = null, LastError = null });
    }

    public Task Failed(ImmutableArray<MailFailure> failures)
    {
        foreach (var failure in failures)
        {
            Set(failure.Id, mail => mail with
            {
                State = failure.NextTry is null ? MailState.Parked : MailState.Waiting,
                NextTryAt = failure.NextTry,
                Tries = mail.Tries + 1,
                LastError = failure.Error,
            });
        }

        return Task.CompletedTask;
    }

    public Task Postpone(ImmutableArray<MailPostponed> mails)
    {
        foreach (var later in mails) Set(later.Id, mail => mail with { NextTryAt = later.Until });
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<QueuedMail>> List(MailState? state, long? before, int limit) => Task.FromResult(Look(() => _mails
        .Where(m => (state is null || m.State == state) && m.Id < (before ?? long.MaxValue)).OrderByDescending(m => m.Id).Take(limit).ToImmutableArray()));

    public Task<QueuedMail?> Get(long id) => Task.FromResult(Look(() => _mails.SingleOrDefault(m => m.Id == id)));

    public Task<bool> Unpark(long id, DateTimeOffset now)
    {
        if (Look(() => _mails.SingleOrDefault(m => m.Id == id)) is not { State: MailState.Parked }) return Task.FromResult(false);
        Set(id, mail => mail with { State = MailState.Waiting, NextTryAt = now, DueAt = now, Tries = 0 });
        return Task.FromResult(true);
    }

    Task<int> IMailStore.Forget(DateTimeOffset sentBefore, int limit) => Task.FromResult(0);

    private bool IsDue(QueuedMail mail) => mail.State == MailState.Waiting && mail.NextTryAt <= time.GetUtcNow();

    private void AddToInbox(Notice notice)
    {
        if (_inbox.Exists(n => n.User == notice.Recipient.Id && n.Key == notice.Key && n.Row.Event == notice.Event)) return;
        _inbox.Add((notice.Recipient.Id, notice.Key, new Notification
        {
            Id = _inbox.Count + 1,
            Event = notice.Event,
            OrderId = notice.Order,
            Sequence = notice.Sequence,
            Title = notice.Title,
            Body = notice.Body,
            At = notice.At,
            Read = false,
            Path = notice.Path,
        }));
    }

    private void AddMail(NotificationEntry entry, DateTimeOffset at)
    {
        var notice = entry.Notice;
        if (_mails.Exists(m => m.Recipient.Id == notice.Recipient.Id && m.Key == notice.Key && m.Event == notice.Event)) return;
        _mails.Add(Given.Mail(_mails.Count + 1, notice, at) with { QuietHours = entry.QuietHours });
    }

    private void Set(long id, Func<QueuedMail, QueuedMail> change) => Change(() => _mails[(int)id - 1] = change(_mails[(int)id - 1]));

    private T Look<T>(Func<T> look)
    {
        lock (_gate) return look();
    }

    private T Change<T>(Func<T> change)
    {
        lock (_gate)
        {
            var result = change();
            foreach (var waiter in _waiting.Where(w => w.Condition()).ToArray())
            {
                _waiting.Remove(waiter);
                waiter.Reached.SetResult();
            }

            return result;
        }
    }
}

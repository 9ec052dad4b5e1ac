using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>A user's notifications in memory, newest first.</summary>
public sealed class FakeInbox : INotificationsGrain
{
    private ImmutableList<Notification> _items = [];

    public IInboxObserver? Observer { get; private set; }

    public int Subscriptions { get; private set; }

    public bool IsAway { get; set; }

    public void Add(long id) => _items = _items.Insert(0, new Notification
    {
        Id = id,
        Event = NotificationEvent.OrderShipped,
        Title = $"Title {id}",
        Body = "Body",
        At = DateTimeOffset.UnixEpoch,
        Read = false,
        Path = "/my/orders",
    });

    public Task<NotificationPage> List(bool unreadOnly, long? before, int limit)
    {
        var matching = _items.Where(n => !(unreadOnly && n.Read) && (before is null || n.Id < before)).ToImmutableArray();
        var page = matching.Take(limit).ToImmutableArray();
        return Task.FromResult(new NotificationPage(page, matching.Length > limit ? page[^1].Id : null, _items.Count(n => !n.Read)));
    }

    public Task<int> Unread() => Task.FromResult(_items.Count(n => !n.Read));

    public Task<bool> Read(long id)
    {
        if (_items.FirstOrDefault(n => n.Id == id) is not { } item) return Task.FromResult(false);
        _items = _items.Replace(item, item with { Read = true });
        return Task.FromResult(true);
    }

    public Task ReadAll()
    {
        _items = _items.ConvertAll(n => n with { Read = true });
        return Task.CompletedTask;
    }

    public Task Subscribe(IInboxObserver observer)
    {
        if (IsAway) return Task.FromException(new TimeoutException("Nobody answers."));
        Observer = observer;
        Subscriptions++;
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IInboxObserver observer)
    {
        Observer = null;
        return Task.CompletedTask;
    }

    public Task Tell(Notice notice) => throw new NotSupportedException();

    public Task<NotificationPreferences?> Choices() => throw new NotSupportedException();

    public Task Announce() => throw new NotSupportedException();

    public Task<NotificationPreferences> GetPreferences(Actor caller) => throw new NotSupportedException();

    public Task<PreferencesResult> SetPreferences(Actor caller, NotificationPreferences preferences) => throw new NotSupportedException();
}

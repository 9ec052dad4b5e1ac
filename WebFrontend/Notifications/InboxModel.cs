using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>A page of the inbox on the screen. Rows change in place; what comes in waits until it is asked for.</summary>
public sealed class InboxModel(INotificationsGrain inbox, int pageSize = OrderLimits.DefaultPageSize)
{
    private bool _unreadOnly;
    private long? _before;

    /// <summary>Null while the first page is still to come.</summary>
    public ImmutableArray<Notification>? Items { get; private set; }

    /// <summary>The next page; null: this is the last.</summary>
    public long? Next { get; private set; }

    public int Unread { get; private set; }

    /// <summary>New ones that wait to be shown.</summary>
    public int Waiting { get; private set; }

    public async Task Load(bool unreadOnly, long? before)
    {
        (_unreadOnly, _before) = (unreadOnly, before);
        var page = await inbox.List(unreadOnly, before, pageSize);
        (Items, Next, Unread, Waiting) = (page.Items, page.Before, page.Unread, 0);
    }

    /// <summary>Something changed: by another page of the same user, or because something came in.</summary>
    public async Task CatchUp()
    {
        if (Items is not { } shown) return;
        var page = await inbox.List(_unreadOnly, _before, pageSize);
        Unread = page.Unread;
        var known = shown.Select(n => n.Id).ToHashSet();
        var now = page.Items.ToDictionary(n => n.Id);
        // Of the unread ones, those that are not among them any more were read meanwhile: they stay where they are.
        Items = [.. shown.Select(n => now.TryGetValue(n.Id, out var changed) ? changed : n with { Read = n.Read || _unreadOnly })];
        Waiting = _before is null ? page.Items.Count(n => !known.Contains(n.Id) && (shown.IsEmpty || n.Id > shown[0].Id)) : 0;
    }

    /// <summary>Marks one as read, on the screen once it is kept.</summary>
    public async Task Read(long id)
    {
        if (Items?.FirstOrDefault(n => n.Id == id) is not { Read: false } item) return;
        await inbox.Read(id);
        Items = Items.Value.Replace(item, item with { Read = true });
        Unread = Math.Max(0, Unread - 1);
    }

    public async Task ReadAll()
    {
        await inbox.ReadAll();
        Items = Items is { } items ? [.. items.Select(n => n with { Read = true })] : null;
        Unread = 0;
    }
}

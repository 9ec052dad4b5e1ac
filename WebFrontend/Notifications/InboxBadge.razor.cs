using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>The bell in the header, with the number of unread notifications as it is now.</summary>
public sealed partial class InboxBadge
{
    private IDisposable? _listening;
    private int? _unread;
    private string _news = "";

    [Parameter, EditorRequired]
    public long User { get; set; }

    [Inject]
    private LiveInbox Inbox { get; set; } = default!;

    private string Label => _unread is > 0 ? $"Inbox, {_unread} unread" : "Inbox";

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _listening = Inbox.Listen(User, unread => _ = InvokeAsync(() => Show(unread)));
    }

    private void Show(int unread)
    {
        if (unread == _unread) return;
        if (unread > _unread) _news = unread - _unread == 1 ? "A new notification." : $"{unread - _unread} new notifications.";
        _unread = unread;
        StateHasChanged();
    }

    public void Dispose() => _listening?.Dispose();
}

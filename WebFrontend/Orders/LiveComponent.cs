using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A page that hears of changes while it is open. Only inside a circuit: a page that is merely being rendered listens to nothing.</summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly Dictionary<FeedKey, IDisposable> _feeds = [];
    private ChangeGatherer? _gatherer;

    [Inject]
    private LiveOrders Live { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>Whether this runs in a circuit.</summary>
    protected bool IsLive => RendererInfo.IsInteractive;

    /// <summary>Listens to this feed too, until the page is left.</summary>
    protected void Listen(FeedKey key)
    {
        if (!IsLive || _feeds.ContainsKey(key)) return;
        _gatherer ??= new ChangeGatherer(Time, changes => InvokeAsync(() => Handle(changes)));
        _feeds[key] = Live.Listen(key, _gatherer.Add);
    }

    /// <summary>Takes in changes. Null: something may have been missed, so everything is to be looked at.</summary>
    protected abstract Task OnChanges(IReadOnlyCollection<OrderChanged>? changes);

    private async Task Handle(IReadOnlyCollection<OrderChanged>? changes)
    {
        try
        {
            await OnChanges(changes);
            StateHasChanged();
        }
        catch (Exception e)
        {
            // To the page's error boundary: a live page must not go silently stale.
            await DispatchExceptionAsync(e);
        }
    }

    public void Dispose()
    {
        foreach (var feed in _feeds.Values) feed.Dispose();
        _gatherer?.Dispose();
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}

using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Which endpoints hear of an order: asked with every event, so the answer is remembered until one changes. A sender that switches its
/// endpoint off says nothing here; what is written for that one meanwhile is not written after all (<see cref="INotificationStore.Add"/>).
/// </summary>
public sealed partial class WebhooksGrain
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private ImmutableArray<WebhookListener> _listeners;
    private DateTimeOffset _listenersAt;
    private int _changes;

    public async Task<ImmutableArray<WebhookListener>> Listeners()
    {
        var now = time.GetUtcNow();
        if (!_listeners.IsDefault && now - _listenersAt is var age && age >= TimeSpan.Zero && age < Remembered) return _listeners;
        var changes = _changes;
        ImmutableArray<WebhookListener> listeners = [.. (await store.OfShop(Shop))
            .Where(endpoint => endpoint.DisabledReason is null).Select(endpoint => new WebhookListener(endpoint.Id, endpoint.UserId))];
        if (changes == _changes) (_listeners, _listenersAt) = (listeners, now); // else: perhaps from before the change
        return listeners;
    }

    /// <summary>Whether it was written or failed, and if so how far: from here on the store is asked anew.</summary>
    private async Task Changed(Task writing)
    {
        try
        {
            await writing;
        }
        finally
        {
            _changes++;
            _listeners = default;
        }
    }
}

namespace Orders.Web;

/// <summary>Undoes something once.</summary>
public sealed class Subscription(Action undo) : IDisposable
{
    private Action? _undo = undo;

    public void Dispose() => Interlocked.Exchange(ref _undo, null)?.Invoke();
}

namespace Orders.Web;

/// <summary>
/// Keeps an observer known to its grain: told at once, every minute, soon again where that failed, and when a silo is lost, since whatever
/// grain was there has forgotten it.
/// </summary>
public sealed class ObserverRenewal : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(3);

    private readonly Func<Task> _renew;
    private readonly Action<Exception> _onFailure;
    private readonly SiloLosses _losses;
    private readonly ITimer _timer;
    private bool _failing;

    /// <param name="time">Whose minute.</param>
    /// <param name="losses">When to hurry.</param>
    /// <param name="renew">Tells the grain, and catches up with what may have been missed.</param>
    /// <param name="onFailure">Hears of the first failure in a row.</param>
    public ObserverRenewal(TimeProvider time, SiloLosses losses, Func<Task> renew, Action<Exception> onFailure)
    {
        (_renew, _onFailure, _losses) = (renew, onFailure, losses);
        _timer = time.CreateTimer(_ => _ = Renew(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _losses.Lost += Hurry;
        Hurry();
    }

    public ValueTask DisposeAsync()
    {
        _losses.Lost -= Hurry;
        return _timer.DisposeAsync();
    }

    private void Hurry() => _timer.Change(TimeSpan.Zero, Interval);

    private async Task Renew()
    {
        try
        {
            await _renew();
            _failing = false;
        }
        catch (Exception e)
        {
            if (!_failing) _onFailure(e);
            _failing = true;
            _timer.Change(AfterFailure, Interval);
        }
    }
}

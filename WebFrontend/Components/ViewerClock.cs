namespace Orders.Web;

/// <summary>
/// The viewer's time: zone and now, and a tick so that "12 min" grows old on the screen. One per circuit. The zone is UTC until
/// the browser has told it, by a cookie or over the circuit.
/// </summary>
public sealed class ViewerClock(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan TickInterval = TimeSpan.FromSeconds(20);
    private ITimer? _timer;
    private event Action? TickedOrMoved;

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The zone that the browser's cookie names, if any.</summary>
    public static string? ZoneCookie(HttpContext context) =>
        context.Request.Cookies.TryGetValue("tz", out var id) ? Uri.UnescapeDataString(id) : null;

    /// <summary>Takes the zone with this IANA name; what the server does not know is ignored.</summary>
    public void UseZone(string? id)
    {
        if (!TimeZoneNames.TryFind(id, out var zone) || zone.Equals(Zone)) return;
        Zone = zone;
        TickedOrMoved?.Invoke();
    }

    /// <summary>Calls back at every tick and when the zone becomes known, on any thread.</summary>
    public IDisposable OnTick(Action callback)
    {
        TickedOrMoved += callback;
        _timer ??= time.CreateTimer(_ => TickedOrMoved?.Invoke(), null, TickInterval, TickInterval);
        return new Subscription(() => TickedOrMoved -= callback);
    }

    public void Dispose() => _timer?.Dispose();
}

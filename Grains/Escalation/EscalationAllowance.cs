namespace Orders;

/// <summary>How many orders of a shop are told of one by one: a few a minute; the rest comes as one digest. Pure.</summary>
public sealed class EscalationAllowance
{
    public const int PerMinute = 20;

    private readonly Dictionary<long, int> _used = [];
    private long _minute;

    /// <returns>Whether this one is told of by itself.</returns>
    public bool Take(long sellerId, DateTimeOffset now)
    {
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            _minute = minute;
            _used.Clear();
        }

        var used = _used.GetValueOrDefault(sellerId);
        _used[sellerId] = used + 1;
        return used < PerMinute;
    }

    /// <summary>It was not used: the order had nothing to tell of.</summary>
    public void GiveBack(long sellerId)
    {
        if (_used.GetValueOrDefault(sellerId) is > 0 and var used) _used[sellerId] = used - 1;
    }
}

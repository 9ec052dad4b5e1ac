namespace Orders;

/// <summary>
/// Time limits in a shop's opening hours. Pure. A local time that a change of the clocks leaves out counts as the moment after the
/// gap; one that comes twice opens at its first and closes at its second coming.
/// </summary>
public sealed class WorkingTime
{
    // With one open hour a week this is more than ten thousand hours.
    private const int MostDays = 366 * 200;

    private readonly EscalationPolicy _policy;
    private readonly TimeZoneInfo _zone;

    /// <exception cref="TimeZoneNotFoundException">The policy names a zone that this machine does not know.</exception>
    public WorkingTime(EscalationPolicy policy)
    {
        _policy = policy;
        _zone = policy.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
    }

    /// <summary>When so much time will have passed since then: working time where the policy has opening hours.</summary>
    /// <returns>Null: never, for all that is foreseeable.</returns>
    public DateTimeOffset? Add(DateTimeOffset since, TimeSpan limit)
    {
        if (_policy.OpeningHours.IsEmpty) return since + limit;
        var left = limit;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since, _zone).Date);
        for (var i = 0; i < MostDays && day < DateOnly.MaxValue; i++, day = day.AddDays(1))
        {
            foreach (var (opens, closes) in Open(day))
            {
                var from = opens > since ? opens : since;
                if (closes <= from) continue;
                if (closes - from >= left) return from + left;
                left -= closes - from;
            }
        }

        return null;
    }

    private IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> Open(DateOnly day)
    {
        if (_policy.Holidays.Contains(day)) return [];
        return _policy.OpeningHours
            .Where(hours => hours.Day == day.DayOfWeek)
            .OrderBy(hours => hours.From)
            .Select(hours => (
                Moment(day.ToDateTime(hours.From), last: false),
                Moment(hours.To == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(hours.To) : day.ToDateTime(hours.To), last: true)));
    }

    private DateTimeOffset Moment(DateTime local, bool last)
    {
        if (_zone.IsInvalidTime(local))
        {
            // The offset of an hour before puts it just behind the gap.
            return new DateTimeOffset(local, _zone.GetUtcOffset(local.AddHours(-3))).ToUniversalTime();
        }

        if (!_zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, last ? offsets.Min() : offsets.Max()).ToUniversalTime();
    }
}

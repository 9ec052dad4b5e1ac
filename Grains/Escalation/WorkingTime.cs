using System.Collections.Frozen;

namespace Orders;

/// <summary>
/// Time limits in a shop's opening hours. Pure. A local time that a change of the clocks leaves out counts as the first moment after
/// the gap; one that comes twice opens at its first and closes at its second coming.
/// </summary>
public sealed class WorkingTime
{
    // EscalationRules refuses limits that a policy's week reaches so late; holidays may still push one beyond.
    private const int MostDays = 366 * 8;

    private readonly ILookup<DayOfWeek, OpeningHours> _hours;
    private readonly FrozenSet<DateOnly> _holidays;
    private readonly bool _byTheClock;
    private readonly TimeZoneInfo _zone;

    /// <exception cref="TimeZoneNotFoundException">The policy names a zone that this machine does not know.</exception>
    public WorkingTime(EscalationPolicy policy)
    {
        _byTheClock = policy.OpeningHours.IsEmpty;
        _hours = policy.OpeningHours.OrderBy(hours => hours.From).ToLookup(hours => hours.Day);
        _holidays = policy.Holidays.ToFrozenSet();
        _zone = policy.TimeZone is { } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
    }

    /// <summary>When so much time will have passed since then: working time where the policy has opening hours.</summary>
    /// <returns>Null: never, for all that is foreseeable.</returns>
    public DateTimeOffset? Add(DateTimeOffset since, TimeSpan limit)
    {
        if (_byTheClock) return since + limit;
        var (left, counted) = (limit, since);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(since, _zone).Date);
        for (var i = 0; i < MostDays && day < DateOnly.MaxValue; i++, day = day.AddDays(1))
        {
            if (_holidays.Contains(day)) continue;
            foreach (var hours in _hours[day.DayOfWeek])
            {
                var (opens, closes) = On(day, hours);
                var from = opens > counted ? opens : counted;
                if (closes <= from) continue;
                if (closes - from >= left) return from + left;
                left -= closes - from;
                counted = closes; // an hour that two stretches meet in counts once
            }
        }

        return null;
    }

    private (DateTimeOffset Opens, DateTimeOffset Closes) On(DateOnly day, OpeningHours hours) => (
        Moment(day.ToDateTime(hours.From), last: false),
        Moment(hours.To == TimeOnly.MinValue ? day.AddDays(1).ToDateTime(hours.To) : day.ToDateTime(hours.To), last: true));

    private DateTimeOffset Moment(DateTime local, bool last)
    {
        while (_zone.IsInvalidTime(local)) local = local.AddMinutes(1); // no gap is longer than a few hours
        if (!_zone.IsAmbiguousTime(local)) return new DateTimeOffset(local, _zone.GetUtcOffset(local)).ToUniversalTime();
        var offsets = _zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, last ? offsets.Min() : offsets.Max()).ToUniversalTime();
    }
}

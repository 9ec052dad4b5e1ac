namespace Orders;

/// <summary>When mail may go out. Pure: the zone's rules are data.</summary>
public static class QuietTimes
{
    /// <summary>
    /// The first moment, from <paramref name="now"/> on, at which the clock on the user's wall is outside the quiet hours. Looked for
    /// minute by minute: a clock that jumps, or strikes an hour twice, then needs no rule of its own.
    /// </summary>
    public static DateTimeOffset NextAllowed(QuietHours? quiet, DateTimeOffset now)
    {
        if (quiet is null || !TimeZoneInfo.TryFindSystemTimeZoneById(quiet.TimeZone, out var zone)) return now;
        var moment = now;
        while (IsQuiet(quiet, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime)))
            moment = new DateTimeOffset(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1);
        return moment;
    }

    // Equal ends would never end: PreferenceRules refuses them.
    private static bool IsQuiet(QuietHours quiet, TimeOnly time) => quiet.From <= quiet.To
        ? time >= quiet.From && time < quiet.To
        : time >= quiet.From || time < quiet.To;
}

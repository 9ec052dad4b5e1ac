namespace Orders;

/// <summary>Times are kept to the millisecond and in UTC: what is shown, what lists sort by and what an id holds are then the same.</summary>
public static class Moments
{
    public static DateTimeOffset ToMilliseconds(DateTimeOffset moment)
    {
        var utc = moment.UtcTicks;
        return new DateTimeOffset(utc - (utc % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}

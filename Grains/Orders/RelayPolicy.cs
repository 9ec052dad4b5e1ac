using System.Collections.Immutable;

namespace Orders;

/// <summary>When an event that a consumer has not confirmed is published again. Pure.</summary>
public static class RelayPolicy
{
    /// <summary>After the commit; the stream usually needs milliseconds.</summary>
    public static readonly TimeSpan FirstTry = TimeSpan.FromSeconds(30);

    // Before each try after the first; then it is parked.
    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
    ];

    /// <summary>Deliveries, the first one included, before an event is parked.</summary>
    public static int MostTries => Waits.Length + 1;

    /// <param name="tries">Deliveries so far, the one that is just being made included.</param>
    /// <returns>When to try next, or null: that was the last.</returns>
    public static DateTimeOffset? NextTry(int tries, DateTimeOffset now) => tries <= Waits.Length ? now + Waits[tries - 1] : null;
}

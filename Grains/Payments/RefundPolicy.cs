using System.Collections.Immutable;

namespace Orders;

/// <summary>When the provider is asked again for what it did not do. Pure.</summary>
public static class RefundPolicy
{
    private static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24),
    ];

    /// <summary>Tries, the first one included, before a refund is left to somebody who presses the button.</summary>
    public static int MostTries => Waits.Length + 1;

    /// <param name="tries">Tries that failed so far.</param>
    /// <returns>When to try next, or null: that was the last.</returns>
    public static DateTimeOffset? NextTry(int tries, DateTimeOffset now) => tries <= Waits.Length ? now + Waits[tries - 1] : null;

    /// <summary>The same without an end, for what has no button: once a day in the long run.</summary>
    public static DateTimeOffset NextTryForever(int tries, DateTimeOffset now) => now + Waits[Math.Min(tries, Waits.Length) - 1];
}

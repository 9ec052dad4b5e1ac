using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>How long an order can be held with one choice. Pure.</summary>
public static class HoldChoices
{
    /// <summary>No longer at all.</summary>
    public const string End = "end";

    private const string Tomorrow = "tomorrow";
    private static readonly TimeOnly Morning = new(9, 0);

    public static ImmutableArray<(string Name, string Words, TimeSpan? For)> All { get; } =
    [
        ("hours", "for four hours", TimeSpan.FromHours(4)),
        (Tomorrow, "tomorrow at nine", null),
        ("days", "for three days", TimeSpan.FromDays(3)),
        ("week", "for a week", TimeSpan.FromDays(7)),
        ("month", "for thirty days", TimeSpan.FromDays(30)),
    ];

    public static DateTimeOffset Until(string choice, DateTimeOffset now, TimeZoneInfo zone) => choice switch
    {
        End => now,
        Tomorrow => At(TimeWords.DateOf(now, zone).AddDays(1).ToDateTime(Morning), zone),
        _ => now + All.First(c => c.Name == choice).For!.Value,
    };

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}

using System.Collections.Immutable;
using System.Globalization;
using Xunit.Abstractions;

namespace Orders.Tests;

public sealed class WorkingTimeTests(ITestOutputHelper output)
{
    private static readonly DayOfWeek[] Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static WorkingTime Office(string zone, params ImmutableArray<DateOnly> holidays) => new(EscalationPolicy.Default with
    {
        OpeningHours = [.. Weekdays.Select(day => new OpeningHours(day, new TimeOnly(9, 0), new TimeOnly(17, 0)))],
        Holidays = holidays.IsDefault ? [] : holidays,
        TimeZone = zone,
    });

    private static WorkingTime Nights(string zone) => new(EscalationPolicy.Default with
    {
        OpeningHours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours(day, new TimeOnly(1, 0), new TimeOnly(4, 0)))],
        TimeZone = zone,
    });

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [Fact]
    public void Add_NoOpeningHours_RunsByTheClock() =>
        Assert.Equal(Utc("2026-03-29T02:30:00Z"), new WorkingTime(EscalationPolicy.Default).Add(Utc("2026-03-29T00:30:00Z"), TimeSpan.FromHours(2)));

    // 2026: in Berlin the clocks go forward on 29 March and back on 25 October, in New York on 8 March and 1 November.
    [Theory]
    [InlineData("within a day", "Europe/Berlin", "2026-03-02T09:00:00Z", 4, "2026-03-02T13:00:00Z")]
    [InlineData("to the very end of a day", "Europe/Berlin", "2026-03-02T08:00:00Z", 8, "2026-03-02T16:00:00Z")]
    [InlineData("over night", "Europe/Berlin", "2026-03-02T15:00:00Z", 4, "2026-03-03T11:00:00Z")]
    [InlineData("over a week-end", "Europe/Berlin", "2026-03-06T15:00:00Z", 4, "2026-03-09T11:00:00Z")]
    [InlineData("placed on a Sunday", "Europe/Berlin", "2026-03-08T12:00:00Z", 1, "2026-03-09T09:00:00Z")]
    [InlineData("over the spring change in Berlin", "Europe/Berlin", "2026-03-27T15:00:00Z", 4, "2026-03-30T10:00:00Z")]
    [InlineData("over the autumn change in Berlin", "Europe/Berlin", "2026-10-23T14:00:00Z", 4, "2026-10-26T11:00:00Z")]
    [InlineData("over the spring change in New York", "America/New_York", "2026-03-06T21:00:00Z", 4, "2026-03-09T16:00:00Z")]
    [InlineData("over the autumn change in New York", "America/New_York", "2026-10-30T20:00:00Z", 4, "2026-11-02T17:00:00Z")]
    [InlineData("a fortnight of work", "Europe/Berlin", "2026-03-02T08:00:00Z", 80, "2026-03-13T16:00:00Z")]
    public void Add_OfficeHours_CountsOnlyThem(string what, string zone, string since, int hours, string expected)
    {
        _ = what;
        Assert.Equal(Utc(expected), Office(zone).Add(Utc(since), TimeSpan.FromHours(hours)));
    }

    [Theory]
    [InlineData("spring", "2026-03-28T23:00:00Z", 2, "2026-03-29T02:00:00Z")] // 01:00–04:00 has only two hours: 00:00Z–02:00Z
    [InlineData("spring, and one hour of the next night", "2026-03-28T23:00:00Z", 3, "2026-03-30T00:00:00Z")]
    [InlineData("autumn", "2026-10-24T22:00:00Z", 4, "2026-10-25T03:00:00Z")] // 01:00–04:00 has four hours: 23:00Z–03:00Z
    public void Add_OpenWhileTheClocksChange_CountsRealHours(string what, string since, int hours, string expected)
    {
        _ = what;
        Assert.Equal(Utc(expected), Nights("Europe/Berlin").Add(Utc(since), TimeSpan.FromHours(hours)));
    }

    [Fact]
    public void Add_AHoliday_DoesNotCount() => Assert.Equal(
        Utc("2026-12-28T10:00:00Z"),
        Office("Europe/Berlin", new DateOnly(2026, 12, 25)).Add(Utc("2026-12-24T14:00:00Z"), TimeSpan.FromHours(4)));

    [Fact]
    public void Add_OpenToMidnightAndOn_CountsThroughTheNight()
    {
        var always = new WorkingTime(EscalationPolicy.Default with
        {
            OpeningHours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours(day, TimeOnly.MinValue, TimeOnly.MinValue))],
        });

        Assert.Equal(Utc("2026-03-04T10:00:00Z"), always.Add(Utc("2026-03-02T10:00:00Z"), TimeSpan.FromHours(48)));
    }

    // In Berlin 02:00 to 03:00 is left out on 29 March 2026, and comes twice on 25 October.
    [Theory]
    [InlineData("2026-03-28T23:00:00Z", 3, "2026-03-29T02:00:00Z")]
    [InlineData("2026-10-24T22:00:00Z", 4, "2026-10-25T02:00:00Z")]
    public void Add_TwoStretchesMeetWhereTheClocksChange_NoHourCountsTwice(string since, int hours, string expected)
    {
        var nights = new WorkingTime(EscalationPolicy.Default with
        {
            OpeningHours =
            [
                new(DayOfWeek.Sunday, TimeOnly.MinValue, new TimeOnly(2, 30)), new(DayOfWeek.Sunday, new TimeOnly(2, 30), new TimeOnly(12, 0)),
            ],
            TimeZone = "Europe/Berlin",
        });

        Assert.Equal(Utc(expected), nights.Add(Utc(since), TimeSpan.FromHours(hours)));
    }

    [Fact]
    public void Add_RandomTimes_AgreesWithCountingMinutes()
    {
        var random = Seed.Random(output);
        foreach (var zone in new[] { "Europe/Berlin", "America/New_York", "Asia/Kolkata" })
        {
            var tz = TimeZoneInfo.FindSystemTimeZoneById(zone);
            for (var i = 0; i < 40; i++)
            {
                var since = Utc("2026-01-01T00:00:00Z").AddMinutes(random.Next(365 * 24 * 60));
                var minutes = random.Next(1, 3_000);
                var due = Office(zone).Add(since, TimeSpan.FromMinutes(minutes));
                Assert.True(due == Counted(tz, since, minutes), $"{zone}, {minutes} minutes since {since:u}: {due:u}");
            }
        }
    }

    private static DateTimeOffset Counted(TimeZoneInfo zone, DateTimeOffset since, int minutes)
    {
        var at = since;
        while (minutes > 0)
        {
            var local = TimeZoneInfo.ConvertTime(at, zone);
            if (Weekdays.Contains(local.DayOfWeek) && local.Hour is >= 9 and < 17) minutes--;
            at = at.AddMinutes(1);
        }

        return at;
    }
}

using System.Globalization;
using Xunit.Abstractions;

namespace Orders.Tests;

public sealed class QuietTimesTests(ITestOutputHelper output)
{
    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static QuietHours Quiet(string from, string to, string zone) =>
        new(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture), zone);

    [Theory]
    [InlineData("Europe/Berlin", "2026-01-10T20:59:59Z", "2026-01-10T20:59:59Z")] // 21:59:59 there: not yet
    [InlineData("Europe/Berlin", "2026-01-10T21:00:00Z", "2026-01-11T06:00:00Z")] // 22:00 in winter
    [InlineData("Europe/Berlin", "2026-07-10T20:00:00Z", "2026-07-11T05:00:00Z")] // 22:00 in summer
    [InlineData("Europe/Berlin", "2026-01-11T02:30:17Z", "2026-01-11T06:00:00Z")] // after midnight
    [InlineData("Europe/Berlin", "2026-01-11T06:00:00Z", "2026-01-11T06:00:00Z")] // 07:00: no longer
    [InlineData("America/Los_Angeles", "2026-01-10T21:00:00Z", "2026-01-10T21:00:00Z")] // 13:00 there
    [InlineData("America/Los_Angeles", "2026-01-11T06:00:00Z", "2026-01-11T15:00:00Z")] // 22:00 there
    [InlineData("Asia/Kathmandu", "2026-01-10T16:15:00Z", "2026-01-11T01:15:00Z")] // 22:00 there, at +05:45
    public void NextAllowed_AcrossMidnight_InTheZonesOwnTime(string zone, string now, string expected) =>
        Assert.Equal(At(expected), QuietTimes.NextAllowed(Quiet("22:00", "07:00", zone), At(now)));

    [Theory]
    [InlineData("2026-06-01T10:30:00Z", "2026-06-01T11:00:00Z")] // 12:30 there
    [InlineData("2026-06-01T11:00:00Z", "2026-06-01T11:00:00Z")]
    [InlineData("2026-06-01T09:59:00Z", "2026-06-01T09:59:00Z")]
    public void NextAllowed_WithinADay_UntilTheEnd(string now, string expected) =>
        Assert.Equal(At(expected), QuietTimes.NextAllowed(Quiet("12:00", "13:00", "Europe/Berlin"), At(now)));

    [Theory]
    [InlineData("22:00", "02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z")] // 02:00 to 03:00 does not exist: ends with the jump
    [InlineData("22:00", "07:00", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")] // an hour shorter
    [InlineData("22:00", "07:00", "2026-10-24T20:00:00Z", "2026-10-25T06:00:00Z")] // an hour longer
    [InlineData("22:00", "02:30", "2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z")] // 02:30 strikes twice: the first ends them
    [InlineData("22:00", "02:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z")] // 02:10 for the second time
    public void NextAllowed_ClocksChange_WhatTheWallClockSays(string from, string to, string now, string expected) =>
        Assert.Equal(At(expected), QuietTimes.NextAllowed(Quiet(from, to, "Europe/Berlin"), At(now)));

    [Fact]
    public void NextAllowed_NoneOrAZoneThatHasGone_Now()
    {
        Assert.Equal(Given.Now, QuietTimes.NextAllowed(null, Given.Now));
        Assert.Equal(Given.Now, QuietTimes.NextAllowed(Quiet("00:00", "23:59", "Atlantis/Capital"), Given.Now));
    }

    [Fact]
    public void NextAllowed_AnyHoursAtAnyTime_TheFirstMomentOutside()
    {
        var random = Seed.Random(output);
        string[] zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
        for (var i = 0; i < 2000; i++)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[random.Next(zones.Length)]);
            var from = new TimeOnly(random.Next(24), random.Next(60));
            var quiet = new QuietHours(from, from.AddMinutes(random.Next(1, 1440)), zone.Id);
            var now = At("2026-01-01T00:00:00Z").AddMinutes(random.Next(365 * 1440));

            var next = QuietTimes.NextAllowed(quiet, now);

            Assert.False(IsQuiet(quiet, zone, next), $"{quiet} at {now:O}: {next:O} is quiet");
            Assert.InRange(next - now, TimeSpan.Zero, TimeSpan.FromHours(25));
            if (next > now) Assert.True(IsQuiet(quiet, zone, now) && IsQuiet(quiet, zone, next.AddTicks(-1)), $"{quiet} at {now:O}: {next:O} is late");
        }
    }

    private static bool IsQuiet(QuietHours quiet, TimeZoneInfo zone, DateTimeOffset moment) =>
        TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime).IsBetween(quiet.From, quiet.To);
}

using Orders.Web;

namespace Orders.Tests;

public sealed class TimeWordsTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 min")]
    [InlineData(12 * 60, "12 min")]
    [InlineData(3600, "1 h")]
    [InlineData(86_400, "1 d")]
    [InlineData(6 * 86_400, "6 d")]
    [InlineData(7 * 86_400, "15 Nov")]
    [InlineData(365 * 86_400, "22 Nov 2025")]
    [InlineData(-30, "just now")]
    public void Age_OfATime_InWords(int secondsAgo, string words) => Assert.Equal(words, TimeWords.Age(Now.AddSeconds(-secondsAgo), Now, Berlin));

    [Theory]
    [InlineData(48, "in 48 min")]
    [InlineData(-12, "12 min late")]
    [InlineData(-150, "2 h late")]
    public void Due_BeforeAndAfter_InWords(int minutes, string words) => Assert.Equal(words, TimeWords.Due(Now.AddMinutes(minutes), Now));

    [Fact]
    public void Day_NearMidnight_IsTheViewersDay()
    {
        var lateInUtc = new DateTimeOffset(2026, 11, 21, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal("Today", TimeWords.Day(lateInUtc, Now, Berlin));
        Assert.Equal("Yesterday", TimeWords.Day(lateInUtc, Now, TimeZoneInfo.Utc));
        Assert.Equal("Monday, 16 November", TimeWords.Day(Now.AddDays(-6), Now, Berlin));
    }

    [Fact]
    public void StartOf_ADayWhoseClocksChange_IsItsFirstMoment()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero), TimeWords.StartOf(new DateOnly(2026, 3, 29), Berlin));
        Assert.Equal(new DateTimeOffset(2026, 3, 29, 22, 0, 0, TimeSpan.Zero), TimeWords.StartOf(new DateOnly(2026, 3, 30), Berlin));
        var beirut = TimeZoneInfo.FindSystemTimeZoneById("Asia/Beirut");
        Assert.Equal(new DateOnly(2025, 3, 30), TimeWords.DateOf(TimeWords.StartOf(new DateOnly(2025, 3, 30), beirut), beirut));
    }
}

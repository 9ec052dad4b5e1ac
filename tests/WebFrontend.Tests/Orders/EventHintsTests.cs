using Microsoft.Extensions.Logging.Abstractions;
using Orders.Web;
using Xunit;

namespace Orders.Tests;

public sealed class EventHintsTests
{
    private static readonly Actor Admin = new(Role.Admin, 1, "Admin");
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Next_NothingHappens_IsQuietEveryFifteenSeconds()
    {
        using var hints = Hints(null);
        for (var beat = 0; beat < 3; beat++)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal([EventHint.Look, EventHint.Quiet], [await Next(hints), await Next(hints)]);
        }
    }

    [Fact]
    public async Task Next_NobodyTakesForALongTime_OneOfEachWaits()
    {
        using var hints = Hints(null);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal([EventHint.Look, EventHint.Quiet], [await Next(hints), await Next(hints)]);
        var next = hints.Next(CancellationToken.None);
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(EventHint.Look, await next);
    }

    [Fact]
    public async Task Next_TokenEnds_SaysSo()
    {
        using var hints = Hints(_time.GetUtcNow().AddMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(EventHint.End, await Next(hints));
    }

    [Fact]
    public async Task Next_TokenHasEndedBefore_SaysSoAtOnce()
    {
        using var hints = Hints(_time.GetUtcNow().AddMinutes(-5));
        Assert.Equal(EventHint.End, await Next(hints));
    }

    private static ValueTask<EventHint> Next(EventHints hints) => hints.Next(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    // Admins have no feed: the live orders, and the grains behind them, are not asked.
    private EventHints Hints(DateTimeOffset? tokenEnd) =>
        new(Admin, tokenEnd, new LiveOrders(null!, _time, new SiloLosses(), NullLogger<LiveOrders>.Instance), _time);
}

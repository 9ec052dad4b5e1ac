using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Orders.Web;

namespace Orders.Tests;

public sealed class LiveInboxTests : IAsyncDisposable
{
    private readonly FakeInbox _inbox = new();
    private readonly ManualTime _time = new();
    private readonly SiloLosses _losses = new();
    private readonly List<int> _first = [], _second = [];
    private readonly LiveInbox _live;

    public LiveInboxTests() => _live = new LiveInbox(GrainsOf.One(_inbox), _time, _losses, NullLogger<LiveInbox>.Instance);

    [Fact]
    public async Task Listen_TwoPagesOfOneUser_ShareOneObserverAndHearTheSame()
    {
        _inbox.Add(1);
        using var one = _live.Listen(7, _first.Add);
        using var two = _live.Listen(7, _second.Add);

        await _inbox.Observer!.Changed(2);

        Assert.Equal(1, _inbox.Subscriptions);
        Assert.Equal(2, _first[^1]);
        Assert.Equal([1, 2], _second);
    }

    [Fact]
    public void Listen_AfterAMinute_RenewsAndAsksWhatItMayHaveMissed()
    {
        using var page = _live.Listen(7, _first.Add);
        _inbox.Add(1);

        _time.Advance(ObserverRenewal.Interval);

        Assert.Equal(2, _inbox.Subscriptions);
        Assert.Equal(1, _first[^1]);
    }

    [Fact]
    public void Listen_ASiloIsLost_RenewsAtOnce()
    {
        using var page = _live.Listen(7, _first.Add);

        _losses.Report();
        _time.Advance(TimeSpan.Zero);

        Assert.Equal(2, _inbox.Subscriptions);
    }

    [Fact]
    public void Listen_TheGrainDoesNotAnswer_TriesAgainSoonAndThenAsUsual()
    {
        _inbox.IsAway = true;
        using var page = _live.Listen(7, _first.Add);
        _time.Advance(ObserverRenewal.AfterFailure);
        Assert.Equal(0, _inbox.Subscriptions);

        _inbox.IsAway = false;
        _time.Advance(ObserverRenewal.AfterFailure);
        Assert.Equal(1, _inbox.Subscriptions);
        _time.Advance(ObserverRenewal.Interval);
        Assert.Equal(2, _inbox.Subscriptions);
    }

    [Fact]
    public void Listen_UntilTheLastPageIsLeft_EndsWithIt()
    {
        var one = _live.Listen(7, _first.Add);
        var two = _live.Listen(7, _second.Add);

        one.Dispose();
        Assert.NotNull(_inbox.Observer);
        two.Dispose();

        Assert.Null(_inbox.Observer);
        _losses.Report();
        _time.Advance(ObserverRenewal.Interval);
        Assert.Equal(1, _inbox.Subscriptions);
    }

    public ValueTask DisposeAsync() => _live.DisposeAsync();
}

/// <summary>A grain factory that knows one grain, and observers that are called directly.</summary>
public class GrainsOf : DispatchProxy
{
    private object _grain = default!;

    public static IGrainFactory One(object grain)
    {
        var factory = Create<IGrainFactory, GrainsOf>();
        ((GrainsOf)(object)factory)._grain = grain;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.GetGrain) => _grain,
        nameof(IGrainFactory.CreateObjectReference) => args![0],
        nameof(IGrainFactory.DeleteObjectReference) => null,
        _ => throw new NotSupportedException(targetMethod.Name),
    };
}

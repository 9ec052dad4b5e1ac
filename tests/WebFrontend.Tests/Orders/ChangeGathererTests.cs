using Orders.Web;

namespace Orders.Tests;

public sealed class ChangeGathererTests
{
    private readonly ManualTime _time = new();
    private readonly List<int?> _handled = [];

    [Fact]
    public void Add_TheFirst_IsHandledAtOnce()
    {
        using var gatherer = Gatherer();

        gatherer.Add(Change(1));

        Assert.Equal([1], _handled);
    }

    [Fact]
    public void Add_MoreWithinThePace_AreHandledTogetherAfterIt()
    {
        using var gatherer = Gatherer();
        gatherer.Add(Change(1));
        gatherer.Add(Change(2));
        gatherer.Add(Change(3));
        Assert.Equal([1], _handled);

        _time.Advance(ChangeGatherer.Pace);

        Assert.Equal([1, 2], _handled);
    }

    [Fact]
    public void Add_ACallToLookAtEverything_SwallowsTheSingleOnes()
    {
        using var gatherer = Gatherer();
        gatherer.Add(Change(1));
        gatherer.Add(Change(2));
        gatherer.Add(null);

        _time.Advance(ChangeGatherer.Pace);

        Assert.Equal([1, null], _handled);
    }

    [Fact]
    public void Add_WhileThePageStillWorks_Waits()
    {
        var working = new TaskCompletionSource();
        using var gatherer = new ChangeGatherer(_time, changes =>
        {
            _handled.Add(changes?.Count);
            return working.Task;
        });
        gatherer.Add(Change(1));
        gatherer.Add(Change(2));

        _time.Advance(ChangeGatherer.Pace * 4);
        Assert.Equal([1], _handled);
        working.SetResult();
        _time.Advance(ChangeGatherer.Pace);

        Assert.Equal([1, 1], _handled);
    }

    [Fact]
    public void Add_AfterDispose_DoesNothing()
    {
        var gatherer = Gatherer();
        gatherer.Dispose();

        gatherer.Add(Change(1));
        _time.Advance(ChangeGatherer.Pace);

        Assert.Empty(_handled);
    }

    private ChangeGatherer Gatherer() => new(_time, changes =>
    {
        _handled.Add(changes?.Count);
        return Task.CompletedTask;
    });

    private static OrderChanged Change(long id) => new(new OrderId(id), 1, OrderStatus.Received, 1, 2);
}

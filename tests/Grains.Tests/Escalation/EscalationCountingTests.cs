namespace Orders.Tests;

public sealed class EscalationCountingTests
{
    private static readonly DateTimeOffset Start = Given.Now;

    private static OrderHappening Marked(OrderId order, double hour, EscalationAction action = EscalationAction.Overdue) => new(
        order, new OrderEscalated(2, Start.AddHours(hour), Given.Machine, null, OrderStatus.Received, action, TimeSpan.FromHours(1), false));

    private static OrderHappening Moved(OrderId order, double hour, Actor by) => new(
        order, new OrderAdvanced(3, Start.AddHours(hour), by, null, OrderStatus.Received, OrderStatus.Preparing, null, null));

    [Fact]
    public void Count_WhatHappened_HowManyHowLongByWhom()
    {
        var (a, b, c, d) = (Given.NewId(), Given.NewId(), Given.NewId(), Given.NewId());

        var figures = EscalationCounting.Count(
            [
                Marked(a, 0, EscalationAction.Remind), Marked(a, 1), Marked(b, 1), Marked(c, 1), Marked(d, 1),
                Moved(a, 2, Given.Seller), Moved(b, 4, Given.Seller), Moved(c, 11, Given.Manager), Moved(a, 12, Given.Manager),
            ],
            Start);

        Assert.Equal((1, 4, 1, TimeSpan.FromHours(3)), (figures.Reminded, figures.Overdue, figures.StillOverdue, figures.Median));
        Assert.Equal([new Resolver(Given.Seller.Name, 2), new Resolver(Given.Manager.Name, 1)], figures.ResolvedBy.AsEnumerable());
    }

    [Fact]
    public void Count_Nothing_NothingAndNoMedian()
    {
        var figures = EscalationCounting.Count([], Start);

        Assert.Equal((0, 0, 0, null), (figures.Reminded, figures.Overdue, figures.StillOverdue, figures.Median));
        Assert.Empty(figures.ResolvedBy);
    }
}

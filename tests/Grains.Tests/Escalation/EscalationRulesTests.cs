namespace Orders.Tests;

public sealed class EscalationRulesTests
{
    private static readonly EscalationStep Fine = new(OrderStatus.Received, TimeSpan.FromHours(1), EscalationAction.Remind, true);
    private static readonly EscalationPolicy Empty = EscalationPolicy.Default with { Steps = [] };

    [Fact]
    public void Check_TheDefault_IsFine() => Assert.Null(EscalationRules.Check(EscalationPolicy.Default));

    [Fact]
    public void Check_NoStepsAtAll_IsFine() => Assert.Null(EscalationRules.Check(Empty));

    public static TheoryData<string, EscalationPolicy> Wrong => new()
    {
        { "steps", EscalationPolicy.Default with { Steps = default } },
        { "steps", Empty with { Steps = [.. Enumerable.Repeat(Fine, EscalationRules.MostSteps + 1)] } },
        { "steps[0]", Empty with { Steps = [null!] } },
        { "steps[1].status", Empty with { Steps = [Fine, Fine with { Status = OrderStatus.Closed }] } },
        { "steps[0].status", Empty with { Steps = [Fine with { Status = (OrderStatus)99 }] } },
        { "steps[0].action", Empty with { Steps = [Fine with { Action = (EscalationAction)9 }] } },
        { "steps[0].action", Empty with { Steps = [Fine with { Action = EscalationAction.Close }] } },
        { "steps[0].action", Empty with { Steps = [new(OrderStatus.Shipped, TimeSpan.FromDays(1), EscalationAction.Cancel, true)] } },
        { "steps[0].after", Empty with { Steps = [Fine with { After = TimeSpan.Zero }] } },
        { "steps[0].after", Empty with { Steps = [Fine with { After = TimeSpan.FromDays(366) }] } },
        { "openingHours[0].to", Empty with { OpeningHours = [new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(9, 0))] } },
        { "openingHours[0].day", Empty with { OpeningHours = [new((DayOfWeek)8, new TimeOnly(9, 0), new TimeOnly(10, 0))] } },
        {
            "openingHours[1]", Empty with
            {
                OpeningHours = [new(DayOfWeek.Monday, new TimeOnly(9, 0), TimeOnly.MinValue), new(DayOfWeek.Monday, new TimeOnly(20, 0), new TimeOnly(21, 0))],
            }
        },
        {
            "steps[0].after", Empty with
            {
                Steps = [Fine with { After = TimeSpan.FromDays(300) }], // with a minute a week that is eight thousand years
                OpeningHours = [new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(9, 1))],
            }
        },
        { "timeZone", Empty with { TimeZone = "Mars/Olympus_Mons" } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Check_WhatCannotBe_NamesTheField(string field, EscalationPolicy policy) =>
        Assert.Equal(field, EscalationRules.Check(policy)?.Field);

    [Fact]
    public void Taken_AnOrdersStays_StopsAtTheStepThatEndsIt()
    {
        var policy = Empty with
        {
            Steps =
            [
                Fine, new(OrderStatus.Received, TimeSpan.FromHours(3), EscalationAction.Cancel, true),
                new(OrderStatus.Preparing, TimeSpan.FromHours(1), EscalationAction.Remind, true),
            ],
        };
        var (start, time) = (Given.Now, new WorkingTime(policy));

        Assert.Equal([Fine, policy.Steps[2]], PolicyPreviews.Taken(
            [(OrderStatus.Received, start, start.AddHours(2)), (OrderStatus.Preparing, start.AddHours(2), start.AddHours(4))], policy, time));
        Assert.Equal([Fine, policy.Steps[1]], PolicyPreviews.Taken(
            [(OrderStatus.Received, start, start.AddHours(5)), (OrderStatus.Preparing, start.AddHours(5), start.AddHours(9))], policy, time));
    }
}

using Orders.Web;

namespace Orders.Tests;

public sealed class PolicyFormTests
{
    [Fact]
    public void Read_Unchanged_TheSamePolicy()
    {
        var policy = EscalationPolicy.Default with
        {
            OpeningHours = [new(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(12, 0)), new(DayOfWeek.Monday, new TimeOnly(13, 0), new TimeOnly(17, 0))],
            Holidays = [new DateOnly(2026, 12, 25)],
            TimeZone = "Europe/Berlin",
        };

        var read = new PolicyForm(policy, "UTC").Read(out _, out _)!;

        Assert.Equal(policy.Steps.AsEnumerable(), read.Steps);
        Assert.Equal(policy.OpeningHours.AsEnumerable(), read.OpeningHours);
        Assert.Equal(policy.Holidays.AsEnumerable(), read.Holidays);
        Assert.Equal("Europe/Berlin", read.TimeZone);
    }

    [Theory]
    [InlineData(2, 2, PolicyUnit.Seconds)]
    [InlineData(120, 2, PolicyUnit.Minutes)]
    [InlineData(14_400, 4, PolicyUnit.Hours)]
    [InlineData(259_200, 3, PolicyUnit.Days)]
    [InlineData(90_000, 25, PolicyUnit.Hours)]
    public void Of_AnyLimit_InTheBiggestUnitThatFits(int seconds, int number, PolicyUnit unit)
    {
        var step = new EscalationStep(OrderStatus.Received, TimeSpan.FromSeconds(seconds), EscalationAction.Remind, true);

        var row = PolicyStepRow.Of(step);

        Assert.Equal((number, unit), (row.Number, row.Unit));
        Assert.Equal(step, row.ToStep());
    }

    [Fact]
    public void Read_ByTheClock_NeitherHoursNorHolidays()
    {
        var form = new PolicyForm(EscalationPolicy.Default, "Europe/Berlin") { Holidays = "2026-12-25" };

        var read = form.Read(out _, out _)!;

        Assert.Empty(read.OpeningHours);
        Assert.Empty(read.Holidays);
        Assert.Null(read.TimeZone);
    }

    [Theory]
    [InlineData("25.12.2026")]
    [InlineData("2026-12-25\n2026-02-30")]
    public void Read_NotADay_NamesTheField(string holidays)
    {
        var form = new PolicyForm(EscalationPolicy.Default, "UTC") { Holidays = holidays };

        Assert.Null(form.Read(out var field, out _));
        Assert.Equal("holidays", field);
    }

    [Fact]
    public void OfferHours_FirstTime_TheWorkingWeek()
    {
        var form = new PolicyForm(EscalationPolicy.Default, "UTC") { InWorkingHours = true };
        form.OfferHours();
        form.OfferHours();

        Assert.Equal(5, form.Read(out _, out _)!.OpeningHours.Length);
    }

    [Fact]
    public void ActionsIn_EveryStatus_OnlyWhatThePolicyMaySay()
    {
        Assert.Contains(EscalationAction.Cancel, PolicyForm.ActionsIn(OrderStatus.Received));
        Assert.DoesNotContain(EscalationAction.Cancel, PolicyForm.ActionsIn(OrderStatus.Shipped));
        Assert.Equal([EscalationAction.Remind, EscalationAction.Overdue, EscalationAction.Close], PolicyForm.ActionsIn(OrderStatus.Delivered));
    }
}

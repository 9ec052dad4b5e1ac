using System.Globalization;
using Orders.Commands;
using Xunit;

using static Orders.Tests.Commands.OlistRowsFor;

namespace Orders.Tests.Commands;

public class OlistPastTests
{
    [Fact]
    public void Of_Delivered_GoesAllTheWayToClosed() => AssertPast(Row(),
        "Preparing 2017-10-02 11:07:00",
        "Prepared 2017-10-04 19:54:00",
        "Shipped 2017-10-04 19:55:00",
        "Delivered 2017-10-10 21:25:00",
        "Closed 2017-10-17 21:25:00");

    [Fact]
    public void Of_Shipped_StopsThere() => AssertPast(Row("shipped", delivered: ""),
        "Preparing 2017-10-02 11:07:00", "Prepared 2017-10-04 19:54:00", "Shipped 2017-10-04 19:55:00");

    [Theory]
    [InlineData("approved")]
    [InlineData("invoiced")]
    [InlineData("processing")]
    public void Of_Progressing_IsPreparing(string status) =>
        AssertPast(Row(status, handed: "", delivered: ""), "Preparing 2017-10-02 11:07:00");

    [Fact]
    public void Of_Created_IsReceived() => AssertPast(Row("created", "", "", ""));

    [Theory]
    [InlineData("canceled")]
    [InlineData("unavailable")]
    public void Of_StoppedAfterApproval_IsCancelledAtTheLatestKnownTime(string status)
    {
        var steps = AssertPast(Row(status, handed: "", delivered: ""), "Preparing 2017-10-02 11:07:00", "Cancelled 2017-10-02 11:07:00");
        Assert.Contains($"Olist has this order as {status}", steps[^1].Note, StringComparison.Ordinal);
        Assert.Contains("latest time it knows", steps[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_StoppedBeforeApproval_IsCancelledWhenPlaced() =>
        AssertPast(Row("canceled", "", "", ""), "Cancelled 2017-10-02 10:56:00");

    [Fact]
    public void Of_StoppedAfterHandOver_SaysSoInTheReason()
    {
        var steps = AssertPast(Row("canceled"),
            "Preparing 2017-10-02 11:07:00", "Prepared 2017-10-04 19:54:00", "Cancelled 2017-10-10 21:25:00");
        Assert.Contains("Handed to the carrier 2017-10-04 19:55:00 UTC. Delivered 2017-10-10 21:25:00 UTC", steps[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TimesThatRunBackwards_AreKept() => AssertPast(Row("shipped", approved: "2017-10-05 00:00:00", delivered: ""),
        "Preparing 2017-10-05 00:00:00", "Prepared 2017-10-04 19:54:00", "Shipped 2017-10-04 19:55:00");

    [Theory]
    [InlineData("delivered", "", "x", "x", "delivered, but order_approved_at is empty")]
    [InlineData("delivered", "x", "", "x", "delivered, but order_delivered_carrier_date is empty")]
    [InlineData("delivered", "x", "x", "", "delivered, but order_delivered_customer_date is empty")]
    [InlineData("shipped", "x", "", "", "shipped, but order_delivered_carrier_date is empty")]
    [InlineData("invoiced", "", "", "", "invoiced, but order_approved_at is empty")]
    public void Of_MissingTime_IsRefused(string status, string approved, string handed, string delivered, string reason)
    {
        var row = Row(status, Time(approved), Time(handed), Time(delivered));
        Assert.Equal(new Refusal(OlistFiles.Orders, 2, reason), OlistPast.Of(row).Refusal);

        static string Time(string given) => given.Length == 0 ? "" : "2017-10-02 11:07:00";
    }

    [Fact]
    public void Of_NoPurchaseTime_IsRefused() =>
        Assert.Equal("created, but order_purchase_timestamp is empty", OlistPast.Of(Row("created", purchased: "")).Refusal?.Kind);

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2017-13-02 11:07:00")]
    [InlineData("02.10.2017 11:07")]
    public void Of_UnreadableTime_IsRefused(string time) => Assert.Equal(
        new Refusal(OlistFiles.Orders, 2, "order_approved_at is not a time like 2017-10-02 10:56:00", time),
        OlistPast.Of(Row(approved: time)).Refusal);

    [Fact]
    public void Of_UnknownStatus_IsRefused() =>
        Assert.Equal(new Refusal(OlistFiles.Orders, 2, "unknown order_status", "lost"), OlistPast.Of(Row("lost")).Refusal);

    private static ImportStep[] AssertPast(OlistOrderRow row, params string[] expected)
    {
        var (past, refusal) = OlistPast.Of(row);
        Assert.Null(refusal);
        Assert.Equal(new DateTimeOffset(2017, 10, 2, 10, 56, 0, TimeSpan.Zero), past!.PlacedAt);
        Assert.Equal(expected, past.Steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.To} {s.At:yyyy-MM-dd HH:mm:ss}")));
        AssertLegal(past);
        return [.. past.Steps];
    }

    private static void AssertLegal(OlistPast past)
    {
        var status = OrderStatus.Received;
        foreach (var step in past.Steps)
        {
            var transition = OrderTransitions.Find(status, step.To);
            Assert.NotNull(transition);
            Assert.Contains(Role.System, transition.By);
            Assert.True(transition.Needs != TransitionNeed.Reason || step.Note is { Length: > 0 });
            status = step.To;
        }
    }
}

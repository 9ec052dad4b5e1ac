using System.Globalization;

namespace Orders.Tests;

public sealed class OrderTransitionsTests
{
    /// <summary>The table as the design has it: whoever changes one changes the other on purpose.</summary>
    [Fact]
    public void All_Rows_AreAsTheDesignHasThem()
    {
        string[] expected =
        [
            "Received → Preparing by Seller, Manager, System needs Nothing",
            "Preparing → Prepared by Seller, Manager, System needs Nothing",
            "Prepared → Shipped by Seller, Manager, System needs Shipment",
            "Shipped → Delivered by Seller, Manager, System needs Nothing",
            "Delivered → Closed by Seller, Manager, System needs Nothing",
            "Received → Cancelled by Buyer, Seller, Manager, System needs Reason",
            "Preparing → Cancelled by Buyer, Seller, Manager, System needs Reason",
            "Prepared → Cancelled by Seller, Manager, System needs Reason",
        ];

        Assert.Equal(expected, OrderTransitions.All.Select(t =>
            string.Create(CultureInfo.InvariantCulture, $"{t.From} → {t.To} by {string.Join(", ", t.By)} needs {t.Needs}")));
    }

    [Fact]
    public void Find_EveryPair_TheRowOfTheTableOrNull()
    {
        foreach (var from in Enum.GetValues<OrderStatus>())
        {
            foreach (var to in Enum.GetValues<OrderStatus>())
                Assert.Same(OrderTransitions.All.SingleOrDefault(t => t.From == from && t.To == to), OrderTransitions.Find(from, to));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Find_ANumberThatIsNoStatus_Null(int to) => Assert.Null(OrderTransitions.Find(OrderStatus.Received, (OrderStatus)to));

    [Theory]
    [InlineData(OrderStatus.Received, Role.Buyer, "cancel")]
    [InlineData(OrderStatus.Received, Role.Seller, "preparing cancel")]
    [InlineData(OrderStatus.Preparing, Role.Buyer, "cancel")]
    [InlineData(OrderStatus.Prepared, Role.Buyer, "")]
    [InlineData(OrderStatus.Prepared, Role.Manager, "shipped cancel")]
    [InlineData(OrderStatus.Shipped, Role.Seller, "delivered")]
    [InlineData(OrderStatus.Delivered, Role.System, "closed")]
    [InlineData(OrderStatus.Closed, Role.Seller, "")]
    [InlineData(OrderStatus.Cancelled, Role.Seller, "")]
    [InlineData(OrderStatus.Received, Role.Admin, "")]
    public void Actions_OfARole_NamesOfTheStepsItMayTake(OrderStatus status, Role role, string expected) =>
        Assert.Equal(expected, string.Join(' ', OrderActions.For(status, role)));

    [Fact]
    public void IsFinal_EveryStatus_WhereNoStepLeadsOn() =>
        Assert.Equal([OrderStatus.Closed, OrderStatus.Cancelled], Enum.GetValues<OrderStatus>().Where(OrderTransitions.IsFinal));

    [Fact]
    public void All_EveryStatus_CanBeReached() =>
        Assert.All(Enum.GetValues<OrderStatus>(), status => Assert.Equal(status, Given.At(status).Status));
}

using System.Collections.Immutable;
using Orders.Web;

namespace Orders.Tests;

public sealed class OrderWordsTests
{
    /// <summary>Whatever the table allows a shop to do has a button, a sentence and a name.</summary>
    [Fact]
    public void Words_OfEveryRowOfTheTable_AreThere()
    {
        foreach (var to in OrderTransitions.All.Select(t => t.To).Where(to => to != OrderStatus.Cancelled).Distinct())
        {
            Assert.NotEmpty(OrderWords.Step(to));
            Assert.Contains("10482", OrderWords.Consequence(to, "10482", "Ada"), StringComparison.Ordinal);
        }

        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            Assert.NotEmpty(OrderWords.ForBuyer(status));
            Assert.NotEmpty(OrderWords.HappenedForBuyer(status, "Shop"));
        }
    }

    [Theory]
    [InlineData("preparing,cancel", OrderStatus.Preparing)]
    [InlineData("cancel,shipped", OrderStatus.Shipped)]
    [InlineData("cancel", null)]
    [InlineData("", null)]
    public void NextStep_AmongTheAllowed_IsTheOneThatLeadsOn(string allowed, OrderStatus? expected) =>
        Assert.Equal(expected, OrderWords.NextStep([.. allowed.Split(',', StringSplitOptions.RemoveEmptyEntries)]));
}

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

    [Theory]
    [InlineData("refunded", "24.90 EUR", "24.90 EUR was paid back to you")]
    [InlineData("refundFailed", "the bank said no", "Paying your money back did not work yet")]
    public void HappenedForBuyer_WithTheMoney_IsInPlainWordsWithoutWhatTheProviderSaid(string type, string note, string words)
    {
        var item = new HistoryItem(3, type, null, null, DateTimeOffset.UnixEpoch, Actor.System("payments"), note);

        Assert.Equal(words, OrderWords.HappenedForBuyer(item, "Shop"));
        Assert.Null(OrderWords.NoteForBuyer(item));
        Assert.NotEqual(type, OrderWords.Happened(type));
    }
}

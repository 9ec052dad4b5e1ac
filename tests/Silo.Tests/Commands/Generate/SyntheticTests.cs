using Orders.Commands;
using Xunit;

namespace Orders.Tests.Commands;

public class SyntheticTests
{
    [Fact]
    public void Life_ManySeeds_TakesOnlyStepsOfTheTableAndEndsEverywhere()
    {
        var ends = new HashSet<OrderStatus>();
        for (var seed = 0; seed < 500; seed++)
        {
            var status = OrderStatus.Received;
            foreach (var next in SyntheticLife.Of(new Random(seed)))
            {
                Assert.NotNull(OrderTransitions.Find(status, next));
                status = next;
            }

            ends.Add(status);
        }

        Assert.Equal(Enum.GetValues<OrderStatus>(), ends.Order());
    }

    [Fact]
    public void Order_SameSeed_IsTheSame()
    {
        var (first, second) = (SyntheticOrder.Of(new Random(5), 3), SyntheticOrder.Of(new Random(5), 3));

        Assert.Equal(first.Details.Lines.AsEnumerable(), second.Details.Lines);
        Assert.Equal(first.Details with { Lines = [] }, second.Details with { Lines = [] });
    }

    [Fact]
    public void Order_ManySeeds_AreAllAcceptable()
    {
        var id = OrderId.New(DateTimeOffset.UnixEpoch.AddYears(50));
        for (var seed = 0; seed < 200; seed++)
        {
            var decision = OrderBeginnings.Place(null, id, SyntheticOrder.Of(new Random(seed), seed).ToCommand(id, "key"));
            Assert.Null(decision.Error);
        }
    }
}

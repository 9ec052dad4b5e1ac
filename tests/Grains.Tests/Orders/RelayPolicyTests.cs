namespace Orders.Tests;

public sealed class RelayPolicyTests
{
    [Fact]
    public void NextTry_EightTries_WaitsGrowAndThenNoMore()
    {
        var waits = Enumerable.Range(1, 10).Select(tries => RelayPolicy.NextTry(tries, Given.Now) - Given.Now).ToArray();

        Assert.Equal(8, RelayPolicy.MostTries);
        Assert.All(waits[..7], w => Assert.NotNull(w));
        Assert.Equal(waits[..7].Order(), waits[..7]);
        Assert.All(waits[7..], w => Assert.Null(w));
    }
}

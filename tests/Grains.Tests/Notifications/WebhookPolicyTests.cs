namespace Orders.Tests;

public sealed class WebhookPolicyTests
{
    private static readonly WebhookEndpoint Endpoint = new(1, Given.Shop, 200, "https://example.com/", null, Given.Now, "S. Seller", "whsec_AAAA");

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(299)]
    public void After_Success_IsDelivered(int status)
    {
        var outcome = After(0, new WebhookAnswer(status, null));
        Assert.Equal((WebhookDeliveryState.Delivered, 1, null, null), (outcome.State, outcome.Tries, outcome.NextTry, outcome.DisabledReason));
    }

    // The specification's example schedule, from one try to the next.
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 300)]
    [InlineData(3, 1800)]
    [InlineData(4, 7200)]
    [InlineData(5, 18000)]
    [InlineData(6, 36000)]
    [InlineData(7, 50400)]
    [InlineData(8, 72000)]
    [InlineData(9, 86400)]
    public void After_FailedTry_WaitsAsTheSpecificationSays(int tries, int seconds)
    {
        foreach (var answer in new[] { new WebhookAnswer(500, null), new WebhookAnswer(302, null), new WebhookAnswer(404, null), new WebhookAnswer(null, "no route") })
        {
            var outcome = After(tries - 1, answer);
            Assert.Equal((WebhookDeliveryState.Waiting, tries, null), (outcome.State, outcome.Tries, outcome.DisabledReason));
            Assert.InRange((outcome.NextTry!.Value - Given.Now).TotalSeconds, seconds * 0.95, seconds * 1.05);
            Assert.NotNull(outcome.Error);
        }
    }

    [Fact]
    public void Wait_DifferentMessages_AreSpread() =>
        Assert.True(Enumerable.Range(0, 100).Select(n => WebhookPolicy.Wait(5, $"msg_{n * 7919}")).Distinct().Count() > 20);

    [Fact]
    public void After_LastTry_IsGivenUp()
    {
        var outcome = After(WebhookPolicy.MostTries - 1, new WebhookAnswer(500, "no"));
        Assert.Equal((WebhookDeliveryState.Failed, null, null), (outcome.State, outcome.NextTry, outcome.DisabledReason));
    }

    [Fact]
    public void After_LastTryAndNoSuccessForDays_SwitchesTheEndpointOff()
    {
        var outcome = WebhookPolicy.After(
            Endpoint with { FailingSince = Given.Now - WebhookPolicy.NobodyThere }, Due(WebhookPolicy.MostTries - 1), new WebhookAnswer(500, "no"), Given.Now);
        Assert.Contains("for days", outcome.DisabledReason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_410_SwitchesTheEndpointOffAtOnce()
    {
        var outcome = After(0, new WebhookAnswer(410, null));
        Assert.Equal((WebhookDeliveryState.Failed, null), (outcome.State, outcome.NextTry));
        Assert.Contains("410", outcome.DisabledReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(600, 600)]
    [InlineData(1_000_000, 86400)]
    public void After_RetryAfter_WaitsAtLeastAsLongButNoMoreThanADay(int asked, int seconds)
    {
        var outcome = After(0, new WebhookAnswer(429, null, TimeSpan.FromSeconds(asked)));
        Assert.InRange((outcome.NextTry!.Value - Given.Now).TotalSeconds, seconds * 0.95, seconds * 1.05);
    }

    private static WebhookOutcome After(int tries, WebhookAnswer answer) => WebhookPolicy.After(Endpoint, Due(tries), answer, Given.Now);

    private static DueDelivery Due(int tries) => new(1, "msg_1", "order.shipped", tries, "{}");
}

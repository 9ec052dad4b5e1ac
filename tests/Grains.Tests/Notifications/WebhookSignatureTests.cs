namespace Orders.Tests;

public sealed class WebhookSignatureTests
{
    // The vector that the reference implementations of the specification test themselves with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void Sign_TheSpecificationsVector_IsItsSignature()
    {
        Assert.Equal(Signature, WebhookSignature.Sign(Secret, Id, At, Body));
        Assert.Equal(Signature, WebhookSignature.Sign(Secret["whsec_".Length..], Id, At.AddMilliseconds(999), Body));
        Assert.Equal("1614265330", WebhookSignature.Timestamp(At));
    }

    [Theory]
    [InlineData("msg_p5jXN8AQM9LWM0D4loKWxJel", 0, Body)]
    [InlineData(Id, 1, Body)]
    [InlineData(Id, 0, """{"test":2432232314}""")]
    public void Sign_AnythingElse_IsAnotherSignature(string id, int seconds, string body) =>
        Assert.NotEqual(Signature, WebhookSignature.Sign(Secret, id, At.AddSeconds(seconds), body));

    [Fact]
    public void Header_TwoSecrets_HoldsBothSeparatedByASpace()
    {
        var other = WebhookSignature.NewSecret();
        Assert.Equal($"{WebhookSignature.Sign(other, Id, At, Body)} {Signature}", WebhookSignature.Header([other, Secret], Id, At, Body));
    }

    [Fact]
    public void NewSecret_EachTime_IsAnotherOfTheSpecifiedLength()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => WebhookSignature.NewSecret()).ToArray();
        Assert.Distinct(secrets);
        Assert.All(secrets, secret =>
        {
            Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
            Assert.InRange(Convert.FromBase64String(secret["whsec_".Length..]).Length, 24, 64);
        });
    }
}

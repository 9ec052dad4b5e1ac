using Orders.Payments;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Payments;

public sealed class SandboxGatewayTests : IAsyncLifetime
{
    private static readonly OrderId Order = SampleOrders.Id(1);
    private static readonly Money Price = new(1245, "EUR");
    private readonly TestDatabase _db = TestDatabase.Open();
    private readonly SandboxGateway _gateway;

    public SandboxGatewayTests() => _gateway = new SandboxGateway(_db.Database, TimeProvider.System);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _db.DisposeAsync();

    private Task<GatewayAnswer> Charge(string method, string key = "c1") =>
        _gateway.Charge(new GatewayCharge(key, Order, Price, method), CancellationToken.None);

    private Task<GatewayAnswer> Refund(string key = "r1", string charge = "c1", long? minor = null) =>
        _gateway.Refund(new GatewayRefund(key, Order, Price with { Minor = minor ?? Price.Minor }, charge), CancellationToken.None);

    private Task<long> Moved(SandboxKind kind) =>
        _db.Number($"SELECT count(*) FROM payment_sandbox WHERE kind = {(int)kind} AND outcome = 0 AND amount_minor = 1245 AND currency = 'EUR'");

    [Fact]
    public async Task Charge_SameKeyAtOnce_OneRowAndOneAnswer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Charge(SandboxRules.Ok)));

        Assert.All(answers, a => Assert.Equal(new GatewaySucceeded("c1"), a));
        Assert.Equal(1, await Moved(SandboxKind.Charge));
        Assert.Equal(20, await _db.Number("SELECT asked FROM payment_sandbox"));
    }

    [Fact]
    public async Task Charge_SameKeyForSomethingElse_Declined()
    {
        await Charge(SandboxRules.Ok);

        Assert.IsType<GatewayDeclined>(await Charge(SandboxRules.RefundFails));
        Assert.IsType<GatewayDeclined>(await Refund(key: "c1"));
        Assert.Equal(1, await _db.Number("SELECT count(*) FROM payment_sandbox"));
    }

    [Theory]
    [InlineData(SandboxRules.Declined)]
    [InlineData("pm_of_somebody_else")]
    public async Task Charge_MethodThatDoesNotPay_DeclinedInWords(string method)
    {
        var first = Assert.IsType<GatewayDeclined>(await Charge(method));

        Assert.NotEmpty(first.Reason);
        Assert.Equal(first, await Charge(method));
        Assert.Equal(0, await Moved(SandboxKind.Charge));
        Assert.IsType<GatewayDeclined>(await Refund());
    }

    [Fact]
    public async Task Charge_Timeout_ActsAndLosesTheAnswerOnce()
    {
        Assert.IsType<GatewayUnknown>(await Charge(SandboxRules.Timeout));
        Assert.Equal(1, await Moved(SandboxKind.Charge));

        Assert.IsType<GatewaySucceeded>(await Charge(SandboxRules.Timeout));
        Assert.Equal(1, await Moved(SandboxKind.Charge));
    }

    [Fact]
    public async Task Refund_RefundFails_TheFirstTwoTriesFail()
    {
        await Charge(SandboxRules.RefundFails);

        Assert.IsType<GatewayFailed>(await Refund("r1"));
        Assert.IsType<GatewayFailed>(await Refund("r1")); // the same try
        Assert.IsType<GatewayFailed>(await Refund("r2"));
        Assert.IsType<GatewaySucceeded>(await Refund("r3"));
        Assert.Equal(1, await Moved(SandboxKind.Refund));
    }

    [Fact]
    public async Task Refund_OfWhatIsNotThere_Declined()
    {
        Assert.IsType<GatewayDeclined>(await Refund(charge: "nothing"));
        await Charge(SandboxRules.Ok);
        Assert.IsType<GatewayDeclined>(await Refund("r2", minor: Price.Minor + 1));
        Assert.IsType<GatewaySucceeded>(await Refund("r3"));
        Assert.IsType<GatewayDeclined>(await Refund("r4")); // nothing is left
        Assert.Equal(1, await Moved(SandboxKind.Refund));
    }
}

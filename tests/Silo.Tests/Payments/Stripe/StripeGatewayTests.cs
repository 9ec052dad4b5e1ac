using System.Globalization;
using Orders.Payments;
using Orders.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Payments;

[Trait("Database", "Sqlite")]
public sealed class StripeGatewayTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Money Price = new(1245, "EUR");

    /// <summary>As many attempts as in the program, with next to no time between them, and with all that the server may need on a busy machine.</summary>
    private static readonly StripeLimits Quick = StripeLimits.Default with
    {
        Connect = TimeSpan.FromMinutes(1),
        Attempt = TimeSpan.FromMinutes(1),
        Total = TimeSpan.FromMinutes(5),
        FirstWait = TimeSpan.FromMilliseconds(1),
        LongestWait = TimeSpan.FromMilliseconds(20),
    };

    private readonly List<IDisposable> _gateways = [];
    private StripeServer _server = null!;

    public async Task InitializeAsync() => _server = await StripeServer.Start();

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways) gateway.Dispose();
        await _server.DisposeAsync();
    }

    private StripeGateway Gateway(StripeLimits? limits = null, string apiKey = StripeServer.ApiKey)
    {
        var options = new StripeOptions { ApiKey = apiKey, BaseAddress = _server.Address };
        var gateway = new StripeGateway(new StripeClient(options, limits ?? Quick, TimeProvider.System));
        _gateways.Add(gateway);
        return gateway;
    }

    private static GatewayCharge Charge(string key = "c1", string method = "pm_card_visa") => new(key, SampleOrders.Id(1), Price, method);

    private static GatewayRefund Refund(string key = "r1", string charge = "pi_c1") => new(key, SampleOrders.Id(1), Price, charge);

    private static Task<GatewayAnswer> Ask(StripeGateway gateway, GatewayCharge? question = null) =>
        gateway.Charge(question ?? Charge(), CancellationToken.None);

    [Fact]
    public async Task ChargeAndRefund_AllWell_AsTheApiWantsIt()
    {
        var gateway = Gateway();

        Assert.Equal(new GatewaySucceeded("pi_c1"), await Ask(gateway));
        Assert.Equal(new GatewaySucceeded("re_r1"), await gateway.Refund(Refund(), CancellationToken.None));

        var (charge, refund) = (_server.Done.First(), _server.Done.Last());
        Assert.Equal(("/v1/payment_intents", "c1"), (charge.Path, charge.Key));
        Assert.Equal(
            [("amount", "1245"), ("confirm", "true"), ("currency", "eur"), ("metadata[order]", SampleOrders.Id(1).ToString()), ("off_session", "true"),
                ("payment_method", "pm_card_visa"), ("payment_method_types[]", "card")],
            charge.Form.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, f.Value)));
        Assert.Equal(("/v1/refunds", "r1", "pi_c1", "1245"), (refund.Path, refund.Key, refund.Form["payment_intent"], refund.Form["amount"]));
    }

    [Fact]
    public async Task Charge_ReplyDroppedAfterActing_RepeatedWithTheSameKey()
    {
        _server.After = visit =>
        {
            if (visit.Number < 3) visit.Drop();
            return Task.FromResult(visit.Number < 3);
        };

        Assert.IsType<GatewaySucceeded>(await Ask(Gateway()));

        Assert.Single(_server.Done);
        Assert.Equal(3, _server.Visits["c1"]);
    }

    [Fact]
    public async Task Charge_EveryReplyDropped_UnknownAfterAFewAttemptsAndFoundLater()
    {
        _server.After = visit =>
        {
            visit.Drop();
            return Task.FromResult(true);
        };
        var gateway = Gateway();

        Assert.IsType<GatewayUnknown>(await Ask(gateway));
        Assert.Equal(1 + Quick.Retries, _server.Visits["c1"]);

        _server.After = _ => Task.FromResult(false);
        Assert.IsType<GatewaySucceeded>(await Ask(gateway));
        Assert.Single(_server.Done);
    }

    [Fact]
    public async Task Charge_ReplyLate_AskedAgainAndOneCharge()
    {
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.After = async visit =>
        {
            if (visit.Number == 1) await late.Task.WaitAsync(visit.Http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return false;
        };

        var gateway = Gateway(Quick with { Attempt = TimeSpan.FromMilliseconds(300) });

        await UntilAnswered(() => Ask(gateway)); // where the machine is slow, more answers come late

        Assert.Single(_server.Done);
        Assert.NotEqual(1, _server.Visits["c1"]);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(409)]
    public async Task Charge_ErrorThatMayPass_AskedAgain(int status)
    {
        _server.Before = visit =>
        {
            if (visit.Number < 3) visit.Answer(status, "0");
            return visit.Number < 3;
        };

        Assert.IsType<GatewaySucceeded>(await Ask(Gateway()));
        Assert.Single(_server.Done);
    }

    [Theory]
    [InlineData(500, null, 4)]
    [InlineData(429, "3600", 1)] // the provider wants to be left in peace for longer than anybody waits
    [InlineData(401, null, 1)]
    public async Task Charge_ErrorThatDoesNotPass_UnknownInTime(int status, string? retryAfter, int visits)
    {
        _server.Before = visit =>
        {
            visit.Answer(status, retryAfter);
            return true;
        };

        Assert.IsType<GatewayUnknown>(await Ask(Gateway()));
        Assert.Equal(visits, _server.Visits["c1"]);
    }

    [Fact]
    public async Task Charge_WrongSecret_UnknownAndTheSecretInNoText()
    {
        var answer = Assert.IsType<GatewayUnknown>(await Ask(Gateway(apiKey: "sk_wrong")));

        Assert.DoesNotContain("sk_wrong", answer.ToString(), StringComparison.Ordinal);
        Assert.Empty(_server.Done);
    }

    [Fact]
    public async Task Charge_NobodyThere_Unknown()
    {
        var gateway = Gateway();
        await _server.DisposeAsync();

        Assert.IsType<GatewayUnknown>(await Ask(gateway));
    }

    [Fact]
    public async Task Charge_CardRefused_DeclinedInTheProvidersWords()
    {
        Assert.Equal(new GatewayDeclined("Your card was declined."), await Ask(Gateway(), Charge(method: "pm_card_declined")));
        Assert.IsType<GatewayDeclined>(await Ask(Gateway(), Charge("c2", "pm_none")));
        Assert.Empty(_server.Done);
    }

    [Fact]
    public async Task Refund_UnderAnotherKeyAgain_NothingMovesAndItIsDone()
    {
        var gateway = Gateway();
        await Ask(gateway);
        await gateway.Refund(Refund(), CancellationToken.None);

        Assert.IsType<GatewaySucceeded>(await gateway.Refund(Refund("r2"), CancellationToken.None));
        Assert.IsType<GatewayDeclined>(await gateway.Refund(Refund("r3", "pi_none"), CancellationToken.None));
        Assert.Equal(2, _server.Done.Count);
    }

    /// <summary>Five thousand charges and as many refunds; each is asked for until there is an answer, and sometimes once more.</summary>
    [Fact]
    public async Task TenThousandOperations_EveryFifthReplyDroppedAfterActing_NoneDoneTwice()
    {
        var random = Seed.Random(output, out _);
        var gateway = Gateway(Quick with { Retries = 2 });
        var dropped = 0;
        _server.After = visit =>
        {
            bool drop;
            lock (random) drop = random.Next(5) == 0;
            if (!drop) return Task.FromResult(false);
            Interlocked.Increment(ref dropped);
            visit.Drop();
            return Task.FromResult(true);
        };

        await Parallel.ForEachAsync(Enumerable.Range(0, 5_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (n, _) =>
        {
            var number = n.ToString(CultureInfo.InvariantCulture);
            var charge = Charge("c" + number);
            await UntilAnswered(() => gateway.Charge(charge, CancellationToken.None));
            if (n % 7 == 0) await gateway.Charge(charge, CancellationToken.None); // after a crash, say
            await UntilAnswered(() => gateway.Refund(Refund("r" + number, "pi_c" + number), CancellationToken.None));
        });

        Assert.Equal(10_000, _server.Done.Count);
        Assert.Equal(10_000, _server.Done.Select(d => d.Key).Distinct().Count());
        Assert.InRange(dropped, 1_500, 4_000);
    }

    private static async Task UntilAnswered(Func<Task<GatewayAnswer>> ask)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await ask() is not GatewayUnknown and var answer)
            {
                Assert.IsType<GatewaySucceeded>(answer);
                return;
            }
        }

        Assert.Fail("There was never an answer.");
    }
}

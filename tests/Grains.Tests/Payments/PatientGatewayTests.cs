using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;

namespace Orders.Tests.Payments;

public sealed class PatientGatewayTests
{
    private static readonly GatewayCharge Question = new("key", Given.NewId(), new Money(1, "EUR"), "pm_ok");

    /// <summary>Each answer in its turn; null: none ever comes, and nobody heeds the token.</summary>
    private sealed class Scripted(params GatewayAnswer?[] answers) : IPaymentGateway
    {
        private int _asked;

        public Task<GatewayAnswer> Charge(GatewayCharge question, CancellationToken cancellation) =>
            answers[_asked++] is { } answer ? Task.FromResult(answer) : new TaskCompletionSource<GatewayAnswer>().Task;

        public Task<GatewayAnswer> Refund(GatewayRefund question, CancellationToken cancellation) => throw new InvalidOperationException("a bug");
    }

    /// <summary>Whoever waits for a time finds that it has passed.</summary>
    private sealed class Hasty : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(1), period);
        }
    }

    private static Task<ImmutableArray<GatewayReply>> Ask(TimeProvider time, params GatewayAnswer?[] answers) =>
        new PatientGateway(new Scripted(answers), time, NullLogger.Instance).Charge(Question).InTime();

    [Fact]
    public async Task Charge_Answered_NotAskedAgain()
    {
        Assert.Equal(new GatewayFailed("no"), Assert.Single(await Ask(TimeProvider.System, new GatewayFailed("no"))).Answer);
    }

    [Fact]
    public async Task Charge_NobodyAnswers_EndsAfterTwiceTheLimit()
    {
        var time = new Hasty();

        var replies = await Ask(time, null, null);

        Assert.Equal(2, replies.Length);
        Assert.All(replies, reply => Assert.IsType<GatewayUnknown>(reply.Answer));
        Assert.Equal([PatientGateway.Limit, PatientGateway.Limit], time.Waits);
        Assert.InRange(2 * PatientGateway.Limit, TimeSpan.Zero, TimeSpan.FromSeconds(20)); // a grain call has 30 s
    }

    [Fact]
    public async Task Refund_GatewayThrows_NobodyKnowsWhetherItActed()
    {
        var replies = await new PatientGateway(new Scripted(), TimeProvider.System, NullLogger.Instance)
            .Refund(new GatewayRefund("key", Question.Order, Question.Amount, "ref")).InTime();

        Assert.All(replies, reply => Assert.IsType<GatewayUnknown>(reply.Answer));
    }
}

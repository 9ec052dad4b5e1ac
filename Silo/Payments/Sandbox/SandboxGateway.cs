using Orders.Storage;

namespace Orders.Payments;

/// <summary>
/// A payment provider without money, for trying things out: its payment methods are those of <see cref="SandboxRules"/>. Its books
/// are its own, and nothing but these questions changes them.
/// </summary>
internal sealed class SandboxGateway(IDatabase database, TimeProvider time) : IPaymentGateway
{
    public Task<GatewayAnswer> Charge(GatewayCharge question, CancellationToken cancellation) =>
        Answer(_ => SandboxRules.Charge(question), question.Key);

    public Task<GatewayAnswer> Refund(GatewayRefund question, CancellationToken cancellation) => Answer(
        books => SandboxRules.Refund(question, books.Find(question.Charge), [.. books.RefundsOf(question.Charge).Where(r => r.Key != question.Key)]),
        question.Key);

    private Task<GatewayAnswer> Answer(Func<SandboxStatements, SandboxEntry> decide, string key) =>
        database.Write(new SandboxWrite(decide, key, time.GetUtcNow()));
}

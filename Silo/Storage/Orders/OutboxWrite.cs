namespace Orders.Storage;

/// <summary>A change of the outbox, whatever it is.</summary>
internal sealed class OutboxWrite(Func<OutboxStatements, bool> change) : Write<bool>
{
    protected override bool Run(WriteSession session) => change(session.Use<OutboxStatements>());
}

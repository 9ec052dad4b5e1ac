namespace Orders.Storage;

/// <summary>
/// Something to be written in one transaction with whatever else waits. Everything that writes to the database is one of these:
/// orders, grain state, products, reminders, …
/// </summary>
internal interface IWrite
{
    /// <summary>
    /// Runs on the writer's thread, inside the transaction. A refusal (an etag or version that does not fit) must come before the
    /// first change, and is kept for <see cref="Succeed"/>. Any other exception takes the whole transaction back, and the other
    /// writes are applied again: so this may run more than once.
    /// </summary>
    void Apply(WriteSession session);

    /// <summary>The transaction is durable: the caller hears of its result, or of its refusal.</summary>
    void Succeed();

    /// <summary>Nothing of this was written.</summary>
    void Fail(Exception error);
}

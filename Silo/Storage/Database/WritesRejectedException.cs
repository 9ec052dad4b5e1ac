namespace Orders.Storage;

/// <summary>Statements that were sent along with others turned out to be wrong: their writes fail alone, the others are applied again.</summary>
internal sealed class WritesRejectedException(IReadOnlyList<(IWrite Write, Exception Reason)> writes) : Exception("Some writes were rejected.")
{
    public IReadOnlyList<(IWrite Write, Exception Reason)> Writes { get; } = writes;
}

/// <summary>One of the rows that went to the database together is wrong, and it does not say which: they are to be sent one by one.</summary>
internal sealed class SendOneByOneException(Exception inner) : Exception("Rows that were sent together were rejected.", inner);

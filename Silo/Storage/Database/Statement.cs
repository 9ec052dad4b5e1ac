namespace Orders.Storage;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. To be reset after use: an open one holds its snapshot.</summary>
internal abstract class Statement : IDisposable
{
    public abstract int ParameterCount { get; }

    public abstract Statement Bind(int parameter, long value);

    public abstract Statement Bind(int parameter, long? value);

    public abstract Statement Bind(int parameter, string? value);

    /// <summary>Text that is already UTF-8.</summary>
    public abstract Statement BindUtf8(int parameter, byte[] value);

    public abstract Statement BindBlob(int parameter, byte[] value);

    /// <summary>The number of a named parameter; 0 where the statement has none of that name.</summary>
    public abstract int ParameterIndex(string name);

    /// <summary>Moves to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Step();

    /// <summary>Runs a statement that has no rows, and resets it.</summary>
    /// <returns>How many rows it changed.</returns>
    public abstract int Run();

    /// <summary>Runs a statement whose outcome nobody looks at: it may wait for the next one that is looked at, or for the commit.</summary>
    public virtual void Send() => Run();

    /// <summary>
    /// Runs a statement that is to change a row. Where it does not, the write whose part it is is refused: at once, or as late as at the
    /// commit. So it must come before the first change.
    /// </summary>
    public virtual void SendOrRefuse(Func<Exception> refusal)
    {
        if (Run() != 1) throw refusal();
    }

    public abstract bool IsNull(int column);

    /// <summary>0 where it is null.</summary>
    public abstract long Int64(int column);

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    public abstract string Text(int column);

    /// <summary>Of text its UTF-8. Valid until the next step.</summary>
    public abstract ReadOnlySpan<byte> Bytes(int column);

    public abstract void Reset();

    public abstract void Dispose();
}

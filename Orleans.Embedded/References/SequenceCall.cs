namespace Orleans.References;

/// <summary>
/// The call of a method that returns a sequence: it is answered with a session, from which the reader then draws. It
/// interleaves with everything, and no call timeout applies to the drawing.
/// </summary>
internal abstract class SequenceCall<T>(CallMethod method) : ValueCall<SequenceSession<T>>(method)
{
    private CancellationTokenSource? _cancellation;

    /// <summary>A call of its own for each enumeration.</summary>
    internal SequenceCall<T> Fresh() => (SequenceCall<T>)MemberwiseClone();

    internal override void Begin()
    {
        _cancellation = new CancellationTokenSource();
        Token = _cancellation.Token;
    }

    protected void Accept(IAsyncEnumerable<T> sequence) =>
        Accept(Task.FromResult(new SequenceSession<T>((Activation)Host!, sequence, _cancellation!, Context)));
}

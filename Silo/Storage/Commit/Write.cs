using Orleans.Storage;

namespace Orders.Storage;

/// <summary>A write with a result for its caller.</summary>
internal abstract class Write<TResult> : IWrite
{
    // The caller goes on elsewhere, never on the writer's thread.
    private readonly TaskCompletionSource<TResult> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private InconsistentStateException? _refusal;
    private TResult? _result;

    public Task<TResult> Done => _done.Task;

    public void Apply(WriteSession session)
    {
        _refusal = null;
        try
        {
            _result = Run(session);
        }
        catch (InconsistentStateException e)
        {
            _refusal = e;
        }
    }

    public void Succeed()
    {
        if (_refusal is null) _done.TrySetResult(_result!);
        else _done.TrySetException(_refusal);
    }

    /// <summary>Fails its caller, unless that has been answered: whoever was told "done" stays told.</summary>
    public void Fail(Exception error) => _done.TrySetException(error);

    /// <exception cref="InconsistentStateException">What is stored is not what the caller expects. Nothing has been changed.</exception>
    protected abstract TResult Run(WriteSession session);
}

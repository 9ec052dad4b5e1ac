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
        if (_refusal is null) _done.SetResult(_result!);
        else _done.SetException(_refusal);
    }

    public void Fail(Exception error) => _done.SetException(error);

    /// <exception cref="InconsistentStateException">What is stored is not what the caller expects. Nothing has been changed.</exception>
    protected abstract TResult Run(WriteSession session);
}

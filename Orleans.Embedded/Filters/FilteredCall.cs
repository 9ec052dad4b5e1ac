namespace Orleans.Filters;

/// <summary>A call on its way through the filters of one direction.</summary>
internal abstract class FilteredCall<TFilter>(Request request, TFilter[] filters) : IGrainCallContext
{
    private TaskCompletionSource? _innermost;
    private Exception? _failure;
    private bool _hasResult;
    private int _stage;

    IInvokable IGrainCallContext.Request => request;

    public abstract object Grain { get; }

    public GrainId TargetId => request.Target!.GrainId;

    public GrainId? SourceId => request.Source?.GrainId;

    public string InterfaceName => request.Method.InterfaceType.FullName!;

    public string MethodName => request.Method.Name;

    public MethodInfo InterfaceMethod => request.Method.Method!;

    public object? Result
    {
        get => request.BoxedResult;
        set
        {
            request.BoxedResult = value;
            _hasResult = true;
            _failure = null;
        }
    }

    protected Request Request => request;

    public Task Invoke() => _stage < filters.Length ? Pass(filters[_stage++]) : GoOn();

    /// <summary>What lies behind the last filter has ended. Nothing, if no filter went as far.</summary>
    internal void Returned(Exception? exception)
    {
        if (_innermost is null || _innermost.Task.IsCompleted) return;
        _failure = exception;
        _hasResult = exception is null;
        if (exception is null) _innermost.SetResult();
        else _innermost.SetException(exception);
    }

    /// <summary>Goes through one filter.</summary>
    protected abstract Task Pass(TFilter filter);

    /// <summary>Behind the last filter.</summary>
    protected abstract Task GoOn();

    /// <summary>Goes on to what is not a filter; ends when <see cref="Returned"/> is called.</summary>
    protected Task Innermost(Action step, TaskCreationOptions options)
    {
        _innermost = new TaskCompletionSource(options);
        try
        {
            step();
        }
        catch (Exception exception)
        {
            Returned(exception);
        }

        return _innermost.Task;
    }

    /// <summary>Goes through all filters; what they put into the request context stays inside.</summary>
    protected async Task<Exception?> RunAsync()
    {
        return await TaskOutcome.Of(Invoke) ?? _failure ?? (_hasResult ? null : new InvalidOperationException($"A filter neither went on with {request} nor gave it a result."));
    }
}

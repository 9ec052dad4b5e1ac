namespace Orleans.Filters;

/// <summary>The filters of one direction, in order. Those that only trace stand aside while nobody listens to traces.</summary>
internal sealed class FilterChain<TFilter>(IEnumerable<TFilter> filters)
{
    private readonly TFilter[] _all = [.. filters];
    private readonly TFilter[] _untraced = [.. filters.Where(f => f is not ActivityPropagation)];

    internal TFilter[] Active => _all.Length == _untraced.Length || ActivityPropagation.IsListenedTo ? _all : _untraced;
}

/// <summary>A call on its way through the filters of one direction.</summary>
internal abstract class FilteredCall<TFilter>(Request request, TFilter[] filters, TaskCreationOptions continuing) : IGrainCallContext
{
    private TaskCompletionSource? _innermost;
    private Exception? _failure;
    private bool _hasResult;
    private int _stage;

    public abstract object Grain { get; }

    IInvokable IGrainCallContext.Request => request;

    public GrainId TargetId => request.Target!.GrainId;

    public GrainId? SourceId => request.Source?.GrainId;

    public string InterfaceName => request.Method.InterfaceType.FullName!;

    public string MethodName => request.Method.Name;

    public MethodInfo InterfaceMethod => request.Method.Method!;

    public object? Result
    {
        get => request.BoxedResult;
        set => (request.BoxedResult, _hasResult, _failure) = (value, true, null);
    }

    protected Request Request => request;

    public Task Invoke()
    {
        if (_stage < filters.Length) return Pass(filters[_stage++]);
        _innermost = new TaskCompletionSource(continuing);
        try
        {
            GoOn();
        }
        catch (Exception exception)
        {
            Returned(exception);
        }

        return _innermost.Task;
    }

    /// <summary>What lies behind the last filter has ended. Nothing, if no filter went as far.</summary>
    internal void Returned(Exception? exception)
    {
        if (_innermost is null || _innermost.Task.IsCompleted) return;
        _failure = exception;
        _hasResult = exception is null;
        if (exception is null) _innermost.SetResult();
        else _innermost.SetException(exception);
    }

    /// <summary>Goes through all filters; what they put into the request context stays inside.</summary>
    internal async Task RunAsync()
    {
        var failure = await Outcome.Of(Invoke) ?? _failure;
        if (failure is null && !_hasResult) failure = new InvalidOperationException($"A filter neither went on with {request} nor gave it a result.");
        Ended(failure);
    }

    /// <summary>Goes through one filter.</summary>
    protected abstract Task Pass(TFilter filter);

    /// <summary>Goes on to what lies behind the last filter; when that has ended, <see cref="Returned"/> is called.</summary>
    protected abstract void GoOn();

    protected abstract void Ended(Exception? failure);
}

/// <summary>A call on its way to the grain. What is awaited there is continued at once: it is a turn of the activation that ends it.</summary>
internal sealed class IncomingCall(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    : FilteredCall<IIncomingGrainCallFilter>(request, filters, TaskCreationOptions.None), IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> Implementations = new();

    public override object Grain { get; } = activation.Grain!;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((Grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Item1.GetInterfaceMap(key.Item2.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Item2)];
    });

    protected override Task Pass(IIncomingGrainCallFilter filter) => filter.Invoke(this);

    protected override void GoOn() => Request.Invoke(Grain);

    protected override void Ended(Exception? failure) => activation.Finish(Request, failure);
}

/// <summary>A call on its way from the sender, and its answer on the way back.</summary>
internal sealed class OutgoingCall(Request request, GrainFactory origin, IOutgoingGrainCallFilter[] filters)
    : FilteredCall<IOutgoingGrainCallFilter>(request, filters, TaskCreationOptions.RunContinuationsAsynchronously), IOutgoingGrainCallContext
{
    public override object Grain => Request.Target!;

    protected override Task Pass(IOutgoingGrainCallFilter filter) => filter.Invoke(this);

    protected override void GoOn()
    {
        origin.Dispatch(Request);
        if (Request.Method.OneWay) Returned(null); // nobody waits for what comes of it
    }

    protected override void Ended(Exception? failure) => Request.Deliver(failure);
}

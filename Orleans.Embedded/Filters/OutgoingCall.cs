using System.Reflection;
using Orleans.References;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Filters;

/// <summary>A call on its way through the outgoing filters, and its answer on the way back.</summary>
internal sealed class OutgoingCall : IOutgoingGrainCallContext
{
    private readonly Request _request;
    private readonly CallOrigin _origin;
    private readonly IOutgoingGrainCallFilter[] _filters;
    private int _stage;
    private bool _hasResult;
    private Exception? _failure;
    private TaskCompletionSource? _answered;

    private OutgoingCall(Request request, CallOrigin origin, IOutgoingGrainCallFilter[] filters)
    {
        _request = request;
        _origin = origin;
        _filters = filters;
    }

    public IInvokable Request => _request;

    public object Grain => _request.Target!;

    public GrainId? SourceId => _request.Source?.GrainId;

    public GrainId TargetId => _request.Target!.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => _request.Method.InterfaceType.FullName!;

    public string MethodName => _request.Method.Name;

    public MethodInfo InterfaceMethod => _request.Method.Method!;

    public IGrainContext? SourceContext => _request.Source;

    public object? Result
    {
        get => _request.BoxedResult;
        set
        {
            _request.BoxedResult = value;
            _hasResult = true;
            _failure = null;
        }
    }

    public Task Invoke()
    {
        var stage = _stage++;
        if (stage < _filters.Length) return _filters[stage].Invoke(this);
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_request.Method.OneWay) Returned(null); // nobody waits for what comes of it
        _origin.Dispatch(_request);
        return _answered.Task;
    }

    internal static void Start(Request request, CallOrigin origin, IOutgoingGrainCallFilter[] filters)
    {
        var call = new OutgoingCall(request, origin, filters);
        request.Outgoing = call;
        _ = call.RunAsync();
    }

    /// <summary>The answer is there.</summary>
    internal void Returned(Exception? exception)
    {
        if (_answered is null || _answered.Task.IsCompleted) return;
        _failure = exception;
        _hasResult = exception is null;
        if (exception is null) _answered.TrySetResult();
        else _answered.TrySetException(exception);
    }

    // An async method, so that what filters put into the request context does not stay with the caller.
    private async Task RunAsync()
    {
        Exception? failure;
        try
        {
            await Invoke();
            failure = _failure ?? (_hasResult ? null : new InvalidOperationException(
                $"A filter neither went on with {_request} nor gave it a result."));
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        _request.CompleteAfterFilters(failure);
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Catalog;
using Orleans.References;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Filters;

/// <summary>A call on its way through the incoming filters to the grain.</summary>
internal sealed class IncomingCall : IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> Implementations = new();

    private readonly Request _request;
    private readonly Activation _activation;
    private readonly object _grain;
    private readonly IIncomingGrainCallFilter[] _filters;
    private int _stage;
    private bool _hasResult;
    private Exception? _failure;
    private TaskCompletionSource? _grainEnded;

    private IncomingCall(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    {
        _request = request;
        _activation = activation;
        _filters = filters;
        _grain = activation.GrainInstance!;
    }

    public IInvokable Request => _request;

    public object Grain => _grain;

    public GrainId? SourceId => _request.Source?.GrainId;

    public GrainId TargetId => _activation.GrainId;

    public GrainInterfaceType InterfaceType => GrainInterfaceType.Create(InterfaceName);

    public string InterfaceName => _request.Method.InterfaceType.FullName!;

    public string MethodName => _request.Method.Name;

    public MethodInfo InterfaceMethod => _request.Method.Method!;

    public IGrainContext TargetContext => _activation;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((_grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Item1.GetInterfaceMap(key.Item2.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Item2)];
    });

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
        if (stage == _filters.Length && _grain is IIncomingGrainCallFilter own) return own.Invoke(this);
        _grainEnded = new TaskCompletionSource(); // continued on the activation's turns only
        try
        {
            _request.Invoke(_grain);
        }
        catch (Exception exception)
        {
            Returned(exception);
        }

        return _grainEnded.Task;
    }

    internal static void Start(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    {
        var call = new IncomingCall(request, activation, filters);
        request.Incoming = call;
        _ = call.RunAsync();
    }

    /// <summary>The grain's method has ended.</summary>
    internal void Returned(Exception? exception)
    {
        _failure = exception;
        _hasResult = exception is null;
        if (exception is null) _grainEnded!.TrySetResult();
        else _grainEnded!.TrySetException(exception);
    }

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

        _activation.Finish(_request, failure);
    }
}

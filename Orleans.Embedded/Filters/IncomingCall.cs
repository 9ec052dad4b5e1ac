namespace Orleans.Filters;

/// <summary>A call on its way through the incoming filters to the grain, whose own filter is the last.</summary>
internal sealed class IncomingCall : FilteredCall, IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> Implementations = new();

    private readonly Request _request;
    private readonly Activation _activation;
    private readonly IIncomingGrainCallFilter[] _filters;
    private int _stage;

    private IncomingCall(Request request, Activation activation, IIncomingGrainCallFilter[] filters) : base(request)
    {
        _request = request;
        _activation = activation;
        _filters = filters;
        Grain = activation.GrainInstance!;
    }

    public override object Grain { get; }

    public override GrainId TargetId => _activation.GrainId;

    public IGrainContext TargetContext => _activation;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((Grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Item1.GetInterfaceMap(key.Item2.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Item2)];
    });

    public override Task Invoke()
    {
        var stage = _stage++;
        if (stage < _filters.Length) return _filters[stage].Invoke(this);
        if (stage == _filters.Length && Grain is IIncomingGrainCallFilter own) return own.Invoke(this);

        // Continued at once: it is a turn of the activation that ends it.
        return Innermost(() => _request.Invoke(Grain), TaskCreationOptions.None);
    }

    internal static void Start(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    {
        var call = new IncomingCall(request, activation, filters);
        request.Incoming = call;
        _ = call.FinishAsync();
    }

    private async Task FinishAsync() => _activation.Finish(_request, await RunAsync());
}

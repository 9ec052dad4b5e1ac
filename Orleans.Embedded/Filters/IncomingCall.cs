namespace Orleans.Filters;

/// <summary>A call on its way through the incoming filters to the grain, whose own filter is the last.</summary>
internal sealed class IncomingCall(Request request, Activation activation, IIncomingGrainCallFilter[] filters)
    : FilteredCall<IIncomingGrainCallFilter>(request, filters), IIncomingGrainCallContext
{
    private static readonly ConcurrentDictionary<(Type, MethodInfo), MethodInfo> Implementations = new();

    private bool _askedGrain;

    public override object Grain { get; } = activation.Grain!;

    public MethodInfo ImplementationMethod => Implementations.GetOrAdd((Grain.GetType(), InterfaceMethod), static key =>
    {
        var map = key.Item1.GetInterfaceMap(key.Item2.DeclaringType!);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, key.Item2)];
    });

    internal async Task RunAndFinish() => activation.Finish(Request, await RunAsync());

    protected override Task Pass(IIncomingGrainCallFilter filter) => filter.Invoke(this);

    protected override Task GoOn()
    {
        if (!_askedGrain && Grain is IIncomingGrainCallFilter own)
        {
            _askedGrain = true;
            return own.Invoke(this);
        }

        // Continued at once: it is a turn of the activation that ends it.
        return Innermost(() => Request.Invoke(Grain), TaskCreationOptions.None);
    }
}

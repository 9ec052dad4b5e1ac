namespace Orleans.Filters;

/// <summary>A call on its way through the outgoing filters, and its answer on the way back.</summary>
internal sealed class OutgoingCall : FilteredCall, IOutgoingGrainCallContext
{
    private readonly Request _request;
    private readonly CallOrigin _origin;
    private readonly IOutgoingGrainCallFilter[] _filters;
    private int _stage;

    private OutgoingCall(Request request, CallOrigin origin, IOutgoingGrainCallFilter[] filters) : base(request)
    {
        _request = request;
        _origin = origin;
        _filters = filters;
    }

    public override object Grain => _request.Target!;

    public override GrainId TargetId => _request.Target!.GrainId;

    public IGrainContext? SourceContext => _request.Source;

    public override Task Invoke()
    {
        var stage = _stage++;
        if (stage < _filters.Length) return _filters[stage].Invoke(this);
        return Innermost(
            () =>
            {
                _origin.Dispatch(_request);
                if (_request.Method.OneWay) Returned(null); // nobody waits for what comes of it
            },
            TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal static void Start(Request request, CallOrigin origin, IOutgoingGrainCallFilter[] filters)
    {
        var call = new OutgoingCall(request, origin, filters);
        request.Outgoing = call;
        _ = call.FinishAsync();
    }

    private async Task FinishAsync() => _request.CompleteAfterFilters(await RunAsync());
}

namespace Orleans.Filters;

/// <summary>A call on its way through the outgoing filters, and its answer on the way back.</summary>
internal sealed class OutgoingCall(Request request, CallOrigin origin, IOutgoingGrainCallFilter[] filters)
    : FilteredCall<IOutgoingGrainCallFilter>(request, filters), IOutgoingGrainCallContext
{
    public override object Grain => Request.Target!;

    internal async Task RunAndAnswer() => Request.CompleteAfterFilters(await RunAsync());

    protected override Task Pass(IOutgoingGrainCallFilter filter) => filter.Invoke(this);

    protected override Task GoOn() => Innermost(
        () =>
        {
            origin.Dispatch(Request);
            if (Request.Method.OneWay) Returned(null); // nobody waits for what comes of it
        },
        TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace Orleans.References;

/// <summary>Where calls are sent from, a silo's grains or a client: its call timeout and its outgoing filters.</summary>
internal sealed class CallOrigin
{
    private readonly FilterChain<IOutgoingGrainCallFilter> _filters;
    private readonly CallTable _outstanding;

    internal CallOrigin(Silo silo, TimeSpan timeout, IEnumerable<IOutgoingGrainCallFilter> filters)
    {
        Silo = silo;
        _filters = new FilterChain<IOutgoingGrainCallFilter>(filters);
        _outstanding = silo.CallsWithin(timeout);
    }

    internal Silo Silo { get; }

    /// <summary>A reference that offers the given interface.</summary>
    internal object Reference(GrainId id, Type grainInterface) => ProxyCompiler.For(grainInterface)(this, id);

    /// <summary>Sends a call whose promise its caller holds already: whatever goes wrong comes with the promise.</summary>
    internal void Send(Request request)
    {
        try
        {
            request.Method.Code!.Copy?.Invoke(request, new CopyContext());
        }
        catch (Exception exception)
        {
            request.Answer(exception);
            return;
        }

        if (_filters.Active is not { Length: > 0 } filters)
        {
            Dispatch(request);
            return;
        }

        request.Outgoing = new OutgoingCall(request, this, filters);
        _ = request.Outgoing.RunAndAnswer();
    }

    /// <summary>The last step at the sender.</summary>
    internal void Dispatch(Request request)
    {
        try
        {
            if (Silo.Refusal(request) is { } refusal) request.Answer(refusal);
            else Route(request);
        }
        catch (Exception exception)
        {
            request.Answer(exception);
        }
    }

    private void Route(Request request)
    {
        request.Sent = Silo.Metrics.Sent(request.Method);
        request.Context = RequestContext.Current?.ToSend();
        if (request.Token is { CanBeCanceled: true } token)
        {
            if (token.IsCancellationRequested)
            {
                request.Answer(new OperationCanceledException(token));
                return;
            }

            request.WatchToken(token);
        }

        if (!request.Method.OneWay) _outstanding.Add(request);
        var target = request.Target!;
        if (target.Known is not { IsGone: false } known) target.Known = known = Silo.Catalog.Find(target.GrainId);
        known.Receive(request);
    }
}

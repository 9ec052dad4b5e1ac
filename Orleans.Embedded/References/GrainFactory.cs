namespace Orleans.References;

/// <summary>
/// Where calls are sent from, a silo's grains or a client: makes the references that they hold, and has a call timeout and
/// outgoing filters of its own.
/// </summary>
internal sealed class GrainFactory(Silo silo, TimeSpan timeout, IEnumerable<IOutgoingGrainCallFilter> outgoing) : IClusterClient
{
    private readonly FilterChain<IOutgoingGrainCallFilter> _filters = new(outgoing);
    private readonly CallTable _outstanding = silo.CallsWithin(timeout);

    internal Silo Silo => silo;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey, keyExtension), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => Make<TGrainInterface>(GrainKeys.Of(primaryKey, keyExtension), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey, keyExtension));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Make(grainInterfaceType, GrainKeys.Of(grainPrimaryKey, keyExtension));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)Reference(grainId, typeof(TGrainInterface));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver =>
        (TGrainObserverInterface)Reference(silo.Observers.Add(obj), typeof(TGrainObserverInterface));

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => silo.Observers.Remove(obj.GetGrainId());

    /// <summary>A reference that offers the given interface.</summary>
    internal object Reference(GrainId id, Type grainInterface) => ProxyCompiler.For(grainInterface)(this, id);

    /// <summary>Sends a call whose promise its caller holds already: whatever goes wrong comes with the promise.</summary>
    internal void Send(Request request)
    {
        if (request.CopyArguments() is { } failure) request.Answer(failure);
        else if (_filters.Active is { Length: > 0 } filters) _ = (request.Outgoing = new OutgoingCall(request, this, filters)).RunAsync();
        else Dispatch(request);
    }

    /// <summary>The last step at the sender.</summary>
    internal void Dispatch(Request request)
    {
        try
        {
            if ((silo.Refusal(request) ?? request.WatchToken()) is { } refusal) throw refusal;
            request.Sent = silo.Metrics.Sent(request.Method);
            request.Context = RequestContext.Current?.ToSend();
            if (!request.Method.OneWay) Limit(request);
            var target = request.Target!;
            if (target.Known is not { IsGone: false } known) target.Known = known = silo.Catalog.Find(target.GrainId);
            known.Receive(request);
        }
        catch (Exception exception)
        {
            request.Answer(exception);
        }
    }

    /// <summary>From now on the call has the time of the call timeout to be answered.</summary>
    internal void Limit(Request request) => _outstanding.Add(request);

    private TGrainInterface Make<TGrainInterface>(IdSpan key, string? prefix)
        where TGrainInterface : IGrain => (TGrainInterface)Make(typeof(TGrainInterface), key, prefix);

    private IGrain Make(Type grainInterface, IdSpan key, string? prefix = null) =>
        (IGrain)Reference(GrainId.Create(silo.Types.TypeFor(grainInterface, prefix), key), grainInterface);
}

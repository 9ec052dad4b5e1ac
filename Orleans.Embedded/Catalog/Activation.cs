namespace Orleans.Catalog;

/// <summary>One grain in memory: its object, its turns, its beginning and its end.</summary>
internal sealed partial class Activation(Silo silo, GrainClass grainClass, GrainId id, WorkerPool? pool)
    : RequestHost(silo), IGrainContext, ICallTarget
{
    private GrainReference? _reference;
    private AsyncServiceScope? _scope;
    private List<Guid>? _openChains;

    /// <summary>The activation whose turn this is, if it is one.</summary>
    internal static new Activation? Current => TaskScheduler.Current as Activation;

    internal GrainClass Class => grainClass;

    public GrainId GrainId => id;

    /// <summary>The grain object, once it is made.</summary>
    internal Grain? Grain { get; private set; }

    internal GrainReference GrainReference => _reference ??= new GrainReference { Origin = Silo.GrainFactory, GrainId = GrainId };

    /// <summary>A scope of its own, made when first asked for: most grains need none.</summary>
    public IServiceProvider ActivationServices => (_scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;

    /// <summary>The observers that the grain has put to its stream subscriptions, by the subscription's id.</summary>
    internal Dictionary<Guid, Attachment>? Attachments { get; set; }

    public bool IsGone => _state == State.Gone;

    protected override bool IsOpen => _state == State.Active;

    protected override bool AsksPredicate => Class.Reentrant || Class.MayInterleave is not null;

    protected override bool HasOpenChains => _openChains is { Count: > 0 };

    public override string ToString() => $"grain {GrainId}";

    internal override void Arrive(Request request)
    {
        if (_state == State.Gone)
        {
            Drop();
            Silo.Forward(request, GrainId);
            return;
        }

        base.Arrive(request);
        if (_state == State.Fresh) Activate();
    }

    /// <summary>Sections may be open several times over.</summary>
    internal void EnterReentrantSection(Guid chain) => (_openChains ??= []).Add(chain);

    internal void LeaveReentrantSection(Guid chain) => _openChains?.Remove(chain);

    protected override bool IsInOpenChain(Request request) => request.Context is { } context && _openChains?.Contains(context.ReentrancyId) == true;

    protected override bool MayInterleave(Request arriving, Request running) =>
        Class.Reentrant
        || (!arriving.Method.IsInternal && Class.MayInterleave!(Grain!, arriving))
        || (!running.Method.IsInternal && Class.MayInterleave!(Grain!, running));

    protected override void Execute(Request request)
    {
        var filters = request.Method.IsInternal ? [] : Silo.IncomingFilters.Active;
        if (Class.FiltersItself && !request.Method.IsInternal) filters = [.. filters, (IIncomingGrainCallFilter)Grain!];
        if (filters.Length == 0) request.Invoke(Grain!);
        else _ = (request.Incoming = new IncomingCall(request, this, filters)).RunAsync();
    }

    protected override void Ending(Request request, Exception? exception)
    {
        if (request.Method.CountsAsUse) Touch();
        if (exception is not InconsistentStateException { Told: false } stale) return;
        stale.Told = true;
        Leave(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, "its state is stale"));
    }

    protected override void Ended()
    {
        if (_state == State.Leaving && !IsRunning) BeginDeactivation();
    }
}

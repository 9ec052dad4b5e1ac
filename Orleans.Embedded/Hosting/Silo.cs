using System.Diagnostics.Metrics;

namespace Orleans.Hosting;

/// <summary>Everything that one silo is made of. Nothing of it is static: two silos in one process are strangers.</summary>
internal sealed class Silo : IHostedService, IDisposable
{
    private const int MaxForwards = 100;
    private readonly ConcurrentDictionary<TimeSpan, CallTable> _calls = new();
    private readonly TimeProvider _messagingClock;
    private volatile SiloStatus _status = SiloStatus.Created;

    public Silo(
        IServiceProvider services,
        ILoggerFactory loggers,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection)
    {
        Services = services;
        Log = new SiloLog(loggers.CreateLogger("Orleans.Silo"));
        Clock = ClockFor(TimeProviderNames.Grains);
        QueueLimit = messaging.Value.MaxEnqueuedRequestsHardLimit is > 0 and var limit ? limit : 100_000;
        Lifetimes = collection.Value;
        Metrics = new SiloMetrics(services.GetRequiredService<IMeterFactory>().Create("Microsoft.Orleans"), () => Catalog!.Count);
        HousekeepingClock = ClockFor(TimeProviderNames.ActivationManagement);
        Collector = new IdleCollector(this, collection.Value, HousekeepingClock);
        Types = new GrainTypes(collection.Value, Collector.Quanta);
        Catalog = new GrainCatalog(this);
        Observers = new ObserverRegistry(this);
        _messagingClock = ClockFor(TimeProviderNames.Messaging);
        GrainFactory = new GrainFactory(this, messaging.Value.ResponseTimeout, services.GetServices<IOutgoingGrainCallFilter>());
        IncomingFilters = new([]);
    }

    internal IServiceProvider Services { get; }

    internal SiloLog Log { get; }

    internal SiloMetrics Metrics { get; }

    /// <summary>The clock of grains, their timers and reminders.</summary>
    internal TimeProvider Clock { get; }

    /// <summary>The clock of idle collection and of the time that grains get to begin and end.</summary>
    internal TimeProvider HousekeepingClock { get; }

    internal int QueueLimit { get; }

    internal GrainCollectionOptions Lifetimes { get; }

    internal GrainTypes Types { get; }

    internal GrainCatalog Catalog { get; }

    internal IdleCollector Collector { get; }

    internal ObserverRegistry Observers { get; }

    internal GrainFactory GrainFactory { get; }

    internal FilterChain<IIncomingGrainCallFilter> IncomingFilters { get; private set; }

    internal SiloLifecycle Lifecycle { get; } = new();

    internal SiloStatus Status => _status;

    public void Dispose()
    {
        Collector.Dispose();
        foreach (var calls in _calls.Values) calls.Dispose();
        Metrics.Dispose();
    }

    /// <summary>The container's clock, or the one registered for this part of the engine alone.</summary>
    internal TimeProvider ClockFor(string area) =>
        Services.GetKeyedService<TimeProvider>(area) ?? Services.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>Why a call is not taken, if it is not.</summary>
    internal Exception? Refusal(Request request) => _status switch
    {
        SiloStatus.Running => null,
        SiloStatus.Stopped => new SiloUnavailableException("The silo has stopped."),
        // Whoever is still at work may finish: its calls are taken where nothing new has to be activated for them.
        SiloStatus.Stopping when request.Source is null => new OrleansException("The silo is stopping and takes no new calls."),
        SiloStatus.Stopping when !Catalog.Has(request.Target!.GrainId) => new OrleansException("The silo is stopping and activates nothing."),
        SiloStatus.Created => new SiloUnavailableException("The silo has not been started."),
        _ => null,
    };

    /// <summary>The outstanding calls that have the given limit.</summary>
    internal CallTable CallsWithin(TimeSpan limit) => _calls.GetOrAdd(limit, l => new CallTable(this, l, _messagingClock));

    /// <summary>Sends a call of the engine's own, or one whose activation has ended, to whatever stands for the grain now.</summary>
    internal void Forward(Request request, GrainId id)
    {
        request.Host = null;
        if (request.IsAbandoned) return;
        if (_status != SiloStatus.Running) request.Answer(new SiloUnavailableException("The silo is stopping and begins no new calls."));
        else if (++request.Forwards > MaxForwards) request.Answer(new OrleansException($"{id} ended {MaxForwards} times before it began {request}."));
        else Catalog.Send(request, id);
    }

    public async Task StartAsync(CancellationToken cancellation)
    {
        IncomingFilters = new(Services.GetServices<IIncomingGrainCallFilter>()); // not before: they may ask for the grain factory
        Types.Check(Services.GetService<IHostEnvironment>()?.IsDevelopment() ?? false);
        foreach (var participant in Services.GetServices<ILifecycleParticipant<ISiloLifecycle>>()) participant.Participate(Lifecycle);
        await Lifecycle.StartAsync(ServiceLifecycleStage.BecomeActive, cancellation);
        _status = SiloStatus.Running;
        Collector.Start();
        await Lifecycle.StartAsync(ServiceLifecycleStage.Last, cancellation);
    }

    /// <summary>First what was started on top of the running silo, then calls and activations, then what those stood on.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        if (_status == SiloStatus.Stopped) return;
        await Lifecycle.StopAsync(Log.StopFailed, cancellation, ServiceLifecycleStage.Active);
        _status = SiloStatus.Stopping;
        if (await Outcome.Of(() => DeactivateAll().WaitAsync(cancellation)) is { } failure) Log.StoppedInHaste(failure);
        await Lifecycle.StopAsync(Log.StopFailed, cancellation);
        _status = SiloStatus.Stopped;
        foreach (var call in _calls.Values.SelectMany(calls => calls.Outstanding()))
            call.AnswerElsewhere(new SiloUnavailableException("The silo has stopped."));
    }

    private async Task DeactivateAll()
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, null, "the silo stops");
        for (var round = 0; round < 3 && Catalog.Count > 0; round++) // again: a call may have been let in just before
            await Task.WhenAll(Catalog.Activations().Select(a => a.DeactivateAsync(reason)));
    }
}

internal enum SiloStatus { Created, Running, Stopping, Stopped }

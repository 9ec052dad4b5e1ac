using Orleans.Catalog;
using Orleans.Hosting;
using Orleans.References;
using Orleans.Scheduling;

namespace Orleans.Observers;

/// <summary>Gives an object that is no grain turns like a grain's.</summary>
internal abstract class LocalHost(Silo silo) : RequestHost, ICallTarget
{
    private volatile bool _gone;

    public bool IsGone
    {
        get => _gone;
        internal set => _gone = value;
    }

    protected Silo Silo => silo;

    protected override int QueueLimit => silo.QueueLimit;

    protected override bool IsOpen => true;

    protected override bool AsksPredicate => false;

    protected override bool MayInterleave(Request arriving, Request running) => false;

    protected override bool IsInOpenChain(Request request) => false;

    protected override void Queued(int waiting) => silo.Metrics.Arrived(waiting);

    protected override void Ended(Request request, Exception? exception)
    {
        if (exception is not null && request.Method.OneWay) silo.Log.OneWayCallFailed(exception, request.ToString());
    }

    protected override void Broken(Exception exception) => silo.Log.TurnBroken(exception, ToString()!);
}

using Orleans.Hosting;

namespace Orleans.Diagnostics;

/// <summary>What can be measured of a silo.</summary>
internal sealed class SiloMetrics(Silo silo) : IDisposable
{
    private long _activated;
    private long _failed;
    private long _deactivated;
    private long _timedOut;

    internal Silo Silo => silo;

    internal void Activated() => Interlocked.Increment(ref _activated);

    internal void ActivationFailed() => Interlocked.Increment(ref _failed);

    internal void Deactivated() => Interlocked.Increment(ref _deactivated);

    internal void TimedOut() => Interlocked.Increment(ref _timedOut);

    public void Dispose()
    {
    }
}

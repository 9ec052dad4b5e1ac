using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orders.Hosting;

/// <summary>A front end may start before the first silo, or before the database: it tries again until somebody stops it, and says so.</summary>
internal sealed partial class ClusterWait(IOptions<OrdersOptions> options, TimeProvider time, ILogger<ClusterWait> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return false;
        LogWaiting(options.Value.Cluster.ClusterId, exception.Message, Pause.TotalSeconds);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(90, LogLevel.Warning, "Waiting for a silo of the cluster {Cluster}: {Reason} Next try in {Seconds} s.")]
    private partial void LogWaiting(string cluster, string reason, double seconds);
}

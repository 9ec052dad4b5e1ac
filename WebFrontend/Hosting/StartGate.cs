namespace Orders.Web;

/// <summary>
/// A front end without a silo listens before it has found its cluster, so that whoever watches over it is answered. Until then it knows no
/// grains: everything else is not available, and health is not ready.
/// </summary>
public static class StartGate
{
    public static WebApplication UseStartGate(this WebApplication app)
    {
        app.Use((context, next) => IsOpen(app.Lifetime) || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : throw new StorageUnavailableException("The program is still starting."));
        return app;
    }

    /// <summary>Whether everything has started.</summary>
    public static bool IsOpen(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.IsCancellationRequested;
}

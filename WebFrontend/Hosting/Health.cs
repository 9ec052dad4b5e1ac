using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orders.Web;

/// <summary>For whoever watches over the process.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/health").WithTags("health");
        health.MapGet("/live", Live);
        health.MapGet("/ready", Ready).Refuses(503);
    }

    /// <summary>Answers as long as the process does.</summary>
    internal static Ok<HealthResponse> Live() => TypedResults.Ok(new HealthResponse("live"));

    /// <summary>Answers while the engine does and the database can be written. What exactly is wrong is for the log: anybody may ask.</summary>
    internal static async Task<Results<Ok<HealthResponse>, ProblemHttpResult>> Ready(
        HealthCheckService checks, IHostApplicationLifetime lifetime, CancellationToken stop)
    {
        if (!StartGate.IsOpen(lifetime)) return Problems.OfStatus(StatusCodes.Status503ServiceUnavailable);
        var report = await checks.CheckHealthAsync(stop);
        return report.Status == HealthStatus.Unhealthy
            ? Problems.OfStatus(StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(new HealthResponse("ready"));
    }
}

/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthResponse(string Status);

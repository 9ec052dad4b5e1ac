using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orders.Web;

/// <summary>For whoever watches over the process: live as long as it answers, ready while engine and database do.</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
    }

    // What exactly is wrong is for the log: anybody may ask here.
    private static Task Write(HttpContext context, HealthReport report) => report.Status == HealthStatus.Unhealthy
        ? Problems.OfStatus(StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context)
        : context.Response.WriteAsJsonAsync(new { status = "ok" }, context.RequestAborted);
}

using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Orders.Web;

/// <summary>
/// Generous limits per account for the API, strict ones per address for signing in, pages' forms included, so that guessing
/// passwords is slow. Pages themselves are not limited.
/// </summary>
public static class RateLimits
{
    public static IServiceCollection AddOrdersRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RateLimitOptions>, RateLimitRules>();
        services.AddOptions<RateLimitOptions>().Bind(configuration.GetSection(RateLimitOptions.Section)).ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>>((limiter, options) =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => PartitionOf(context, options.Value));
            limiter.OnRejected = Refuse;
        });
        return services;
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context, RateLimitOptions options)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!options.Enabled) return RateLimitPartition.GetNoLimiter("");
        if (IsSignIn(context.Request))
            return RateLimitPartition.GetTokenBucketLimiter("sign-in " + address, _ => Bucket(options.SignInBurst, options.SignInsPerMinute, TimeSpan.FromMinutes(1)));
        if (!context.IsApi()) return RateLimitPartition.GetNoLimiter("");
        var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? address;
        return RateLimitPartition.GetTokenBucketLimiter("api " + caller, _ => Bucket(options.ApiBurst, options.ApiPerSecond, TimeSpan.FromSeconds(1)));
    }

    private static bool IsSignIn(HttpRequest request) => HttpMethods.IsPost(request.Method)
        && (request.Path.StartsWithSegments("/api/v1/auth", StringComparison.OrdinalIgnoreCase)
            || request.Path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase));

    private static TokenBucketRateLimiterOptions Bucket(int burst, int tokens, TimeSpan period) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = period / tokens,
        QueueLimit = 0,
    };

    private static async ValueTask Refuse(OnRejectedContext context, CancellationToken stop)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Problems.OfStatus(StatusCodes.Status429TooManyRequests).ExecuteAsync(context.HttpContext);
    }
}

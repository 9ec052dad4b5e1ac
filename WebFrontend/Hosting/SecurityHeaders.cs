namespace Orders.Web;

/// <summary>What browsers are told about every answer.</summary>
public static class SecurityHeaders
{
    // Styles inline: Radzen positions and sizes elements by style attributes. Scripts only from files of our own.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
        "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static WebApplication UseSecurityHeaders(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // At the last moment: an error handler clears what was set before it.
            context.Response.OnStarting(() => Set(context));
            return next();
        });
        return app;
    }

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        if (context.IsApi()) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

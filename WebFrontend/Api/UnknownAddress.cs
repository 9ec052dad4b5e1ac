using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Orders.Web;

/// <summary>
/// Whatever begins with <c>/api</c> and is none of its endpoints: 405 where the address exists for other methods, 415 where it
/// exists for other contents, otherwise 404. Without it the pages' own "not found" page would answer.
/// </summary>
public static class UnknownAddress
{
    public static void MapUnknownAddresses(this IEndpointRouteBuilder app) =>
        app.Map("/api/{**path}", Answer).WithOrder(int.MaxValue - 1).ExcludeFromDescription();

    private static ProblemHttpResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        string[] methods = [.. endpoints.Endpoints.OfType<RouteEndpoint>()
            .Where(e => IsAt(e.RoutePattern, context.Request.Path))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
            .Distinct()];
        if (methods.Length == 0) return Problems.NotFound();
        if (methods.Contains(context.Request.Method)) return Problems.OfStatus(StatusCodes.Status415UnsupportedMediaType);
        context.Response.Headers.Allow = string.Join(", ", methods);
        return Problems.OfStatus(StatusCodes.Status405MethodNotAllowed);
    }

    private static bool IsAt(RoutePattern pattern, PathString path) => pattern.RawText?.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal) == true
        && new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(path, []);
}

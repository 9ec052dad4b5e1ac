using System.Net.Mime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Orders.Web;

/// <summary>What endpoints say about themselves.</summary>
public static class ApiEndpoints
{
    private const string Prefix = "/api";

    /// <summary>Whether the answer is for a program, so that errors are problem+json rather than pages.</summary>
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers that are for programs though they stand outside of <c>/api</c>.</summary>
    public static bool IsForPrograms(this HttpContext context) => context.IsApi()
        || context.Request.Path.StartsWithSegments("/health") || context.Request.Path.StartsWithSegments("/openapi");

    /// <summary>Signed in, and with one of these roles (comma-separated).</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, string roles) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(new AuthorizeAttribute { Roles = roles });

    /// <summary>For the OpenAPI document: the refusals that the endpoint knows.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder builder, params int[] statuses) where TBuilder : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(ProblemDetails), [MediaTypeNames.Application.ProblemJson]));
        return builder;
    }
}

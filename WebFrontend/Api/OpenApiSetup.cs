using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orders.Web;

/// <summary>The API's description at <c>/openapi/v1.json</c>: made from the endpoints, completed here with what they cannot tell.</summary>
public static class OpenApiSetup
{
    private const string Scheme = "bearer";

    public static IServiceCollection AddOrdersOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal)); // Not the pages.
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Orders",
                Version = "1",
                Description = "Times are in UTC, money is an amount as text and a currency. Unknown fields are refused. Errors are application/problem+json.",
            };
            document.Components ??= new OpenApiComponents();
            document.AddComponent(Scheme, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The access token from /api/v1/auth/login.",
            });
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(OpenApiSchemas.Complete);
        options.AddOperationTransformer((operation, context, _) =>
        {
            OpenApiOperations.Complete(operation, context, Scheme);
            return Task.CompletedTask;
        });
    });
}

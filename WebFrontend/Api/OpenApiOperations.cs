using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orders.Web;

/// <summary>Adds to an operation what its parameters read by themselves, its refusals, and that it needs a sign-in.</summary>
public static class OpenApiOperations
{
    public static void Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, string scheme)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<ParameterDocumentation>()) operation.Parameters.Add(Parameter(parameter));
        var path = context.Description.RelativePath?.TrimEnd('/') ?? "";
        foreach (var name in (string[])["id", "sku"])
        {
            if (path.Contains($"{{{name}}}", StringComparison.Ordinal) && operation.Parameters.All(p => p.Name != name))
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Schema = Text() });
        }

        if (path == "api/v1/orders" && context.Description.HttpMethod == HttpMethods.Post)
            ((OpenApiParameter)operation.Parameters.First(p => p.Name == IdempotencyKey.Header)).Required = true;
        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (int.Parse(status, CultureInfo.InvariantCulture) is var code && code >= 400) response.Description = Problems.OfStatus(code).ProblemDetails.Title;
        }

        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] }];
    }

    private static OpenApiParameter Parameter(ParameterDocumentation documented)
    {
        var schema = new OpenApiSchema
        {
            Type = documented.Type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
            Enum = documented.Values is { } values ? [.. values.Select(v => (JsonNode)v)] : null,
        };
        return new OpenApiParameter
        {
            Name = documented.Name,
            In = documented.In == "header" ? ParameterLocation.Header : ParameterLocation.Query,
            Description = documented.Description,
            Schema = documented.Several ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema,
        };
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };
}

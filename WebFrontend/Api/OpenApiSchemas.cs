using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Orders.Web;

/// <summary>Schemas of types that are written by converters of their own, which the generator cannot look into.</summary>
public static class OpenApiSchemas
{
    private const JsonNumberHandling WrittenAsString = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;

    public static Task Complete(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        var declared = context.JsonTypeInfo.Type;
        var nullable = Nullable.GetUnderlyingType(declared) is not null ? JsonSchemaType.Null : default;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsEnum) Become(schema, JsonSchemaType.String | nullable, values: NamesOf(type));
        else if (type == typeof(DateTimeOffset)) Become(schema, JsonSchemaType.String | nullable, format: "date-time");
        else if (type == typeof(OrderId)) Become(schema, JsonSchemaType.String | nullable, pattern: "^[0-7][0-9a-hjkmnp-tv-z]{12}$");
        else if (type == typeof(Money)) BecomeMoney(schema, nullable);
        else if (context.JsonPropertyInfo?.NumberHandling is JsonNumberHandling.WriteAsString or WrittenAsString) Become(schema, JsonSchemaType.String | nullable);
        // Required fields may be null to the reader only so that their absence can be reported by name.
        if (context.JsonPropertyInfo?.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: true) == true) schema.Type &= ~JsonSchemaType.Null;
        return Task.CompletedTask;
    }

    private static void Become(
        OpenApiSchema schema, JsonSchemaType type, string? format = null, string? pattern = null, IEnumerable<string>? values = null)
    {
        schema.Type = type;
        schema.Format = format;
        schema.Pattern = pattern;
        schema.Enum = values is null ? null : [.. values.Select(v => (JsonNode)v)];
    }

    private static void BecomeMoney(OpenApiSchema schema, JsonSchemaType nullable)
    {
        schema.Type = JsonSchemaType.Object | nullable;
        schema.Required = new HashSet<string> { "amount", "currency" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["amount"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "With the currency's decimals: 12.50." },
            ["currency"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "ISO 4217." },
        };
    }

    private static IEnumerable<string> NamesOf(Type type) =>
        (IEnumerable<string>)typeof(EnumNames).GetMethod(nameof(EnumNames.All))!.MakeGenericMethod(type).Invoke(null, null)!;
}

using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The header <c>Idempotency-Key</c>.</summary>
/// <param name="Value">Null: none was sent.</param>
public sealed record IdempotencyKey(string? Value, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<IdempotencyKey>, IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<IdempotencyKey?>(Read([.. context.Request.Headers[Header]]));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new ParameterDocumentation(Header, "header", "string", "A value of your own: a repeat with the same key gives the first answer again."));

    private static IdempotencyKey Read(string?[] values) => values switch
    {
        [] or [null or ""] => new(null, null),
        [{ Length: <= OrderLimits.IdempotencyKey } key] when key.All(c => c is > ' ' and <= '~') => new(key, null),
        _ => new(null, Problems.Validation(Header, $"One value of 1 to {OrderLimits.IdempotencyKey} visible ASCII characters.")),
    };
}

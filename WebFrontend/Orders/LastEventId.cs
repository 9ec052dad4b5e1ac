using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The header <c>Last-Event-ID</c>: the id of the last event that the caller has seen.</summary>
/// <param name="Position">Null: none was sent; only what happens from now on is wanted.</param>
public sealed record LastEventId(long? Position, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<LastEventId>, IEndpointParameterMetadataProvider
{
    private const string Header = "Last-Event-ID";

    public static ValueTask<LastEventId?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<LastEventId?>(Read([.. context.Request.Headers[Header]]));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new ParameterDocumentation(Header, "header", "string", "The id of the last event seen: the stream goes on after it. 0 begins at the beginning."));

    private static LastEventId Read(string?[] values) => values switch
    {
        [] or [null or ""] => new(null, null),
        [var text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position) => new(position, null),
        _ => new(null, Problems.Validation(Header, "The id of an event of this stream.")),
    };
}

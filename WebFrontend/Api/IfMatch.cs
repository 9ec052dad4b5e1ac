using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Orders.Web;

/// <summary>
/// The header <c>If-Match</c> (RFC 9110, 13.1.1): <c>*</c> is met by any order, a list by an order at one of its versions. A weak
/// tag never meets a strong comparison, and a tag that is no version of ours meets no order.
/// </summary>
/// <param name="Versions">Default: any version will do. Empty: none will.</param>
public sealed record IfMatch(ImmutableArray<long> Versions, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    public static EntityTagHeaderValue Tag(long version) => new($"\"{version.ToString(CultureInfo.InvariantCulture)}\"");

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<IfMatch?>(Parse([.. context.Request.Headers.IfMatch.OfType<string>()]));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new ParameterDocumentation("If-Match", "header", "string", "The ETag of the order as you saw it: refused with 412 if it has changed since."));

    public static IfMatch Parse(IList<string> header)
    {
        if (header.Count == 0) return new(default, null);
        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count == 0)
            return new([], Problems.Validation("If-Match", "One or more entity tags such as \"3\", or *."));
        return tags.Contains(EntityTagHeaderValue.Any) ? new(default, null) : new([.. tags.Where(t => !t.IsWeak).SelectMany(Version)], null);
    }

    private static IEnumerable<long> Version(EntityTagHeaderValue tag) =>
        long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? [version] : [];
}

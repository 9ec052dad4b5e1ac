using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>The query parameter <c>format</c> of an export.</summary>
public sealed record ExportFormat(bool Csv, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<ExportFormat>, IEndpointParameterMetadataProvider
{
    private static readonly Dictionary<string, bool> Choices = new() { ["csv"] = true, ["json"] = false };

    public static ValueTask<ExportFormat?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        return ValueTask.FromResult<ExportFormat?>(new ExportFormat(read.Choice("format", Choices, otherwise: true), read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(
        new ParameterDocumentation("format", "query", "string", "csv if left out.", Values: Choices.Keys));
}

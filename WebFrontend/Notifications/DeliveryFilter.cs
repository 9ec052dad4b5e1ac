using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Orders.Web;

/// <summary>Which of an endpoint's deliveries.</summary>
/// <param name="Before">Numbers below this one; null: from the newest.</param>
public sealed record DeliveryFilter(long? Before, int Limit, ProblemHttpResult? Refusal)
    : IRefusable, IBindableFromHttpContext<DeliveryFilter>, IEndpointParameterMetadataProvider
{
    public static ValueTask<DeliveryFilter?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var read = new QueryReader(context.Request.Query);
        return ValueTask.FromResult<DeliveryFilter?>(new DeliveryFilter(read.Id("before"), read.Limit(), read.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ParameterDocumentation("before", "query", "integer", "before of the page before."));
        builder.Metadata.Add(QueryReader.Paging.Single(p => p.Name == "limit"));
    }
}

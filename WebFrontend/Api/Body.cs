using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Orders.Web;

#pragma warning disable CA1000 // The two interfaces that make it a handler's parameter ask for static members.

/// <summary>A JSON body, read strictly (<see cref="ApiJson"/>): whatever is wrong with it is a 400 that names the field.</summary>
public sealed class Body<T> : IRefusable, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider where T : class
{
    private readonly T? _value;

    private Body(T? value, ProblemHttpResult? refusal) => (_value, Refusal) = (value, refusal);

    public ProblemHttpResult? Refusal { get; }

    public T Value => _value ?? throw new InvalidOperationException("A refused body has no value.");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, options, context.RequestAborted) is { } value
                ? new Body<T>(value, null)
                : Refuse(Problems.Validation("body", "A JSON object is needed."));
        }
        catch (JsonException e)
        {
            var (field, message) = JsonComplaints.Of(e);
            return Refuse(Problems.Validation(field, message));
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(Problems.OfStatus(e.StatusCode)); // Over the size limit, or cut off.
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static Body<T> Refuse(ProblemHttpResult refusal) => new(null, refusal);
}

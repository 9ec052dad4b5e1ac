using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>A parameter of a handler that reads itself from the request, or says why it cannot.</summary>
public interface IRefusable
{
    /// <summary>Null: the parameter is good.</summary>
    ProblemHttpResult? Refusal { get; }
}

/// <summary>Answers for every handler whose parameters are not good: handlers see good ones only.</summary>
public sealed class RefusalFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
        {
            if (argument is IRefusable { Refusal: { } refusal }) return ValueTask.FromResult<object?>(refusal);
        }

        return next(context);
    }
}

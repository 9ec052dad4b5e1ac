using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Orders.Web;

/// <summary>The <c>{id}</c> in an address. What is no order's id is answered like an order that is not there.</summary>
public sealed record OrderKey(OrderId Id, ProblemHttpResult? Refusal) : IRefusable, IBindableFromHttpContext<OrderKey>
{
    public static ValueTask<OrderKey?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<OrderKey?>(OrderId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            ? new OrderKey(id, null)
            : new OrderKey(default, Problems.NotFound()));
}

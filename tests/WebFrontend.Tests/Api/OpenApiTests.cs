using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class OpenApiTests(ShopServer shop)
{
    /// <summary>The rows of the API's documentation that stand so far.</summary>
    private static readonly string[] Documented =
    [
        "delete /api/v1/webhooks/{id}",
        "get /api/v1/admin/parked-events",
        "get /api/v1/audit",
        "get /api/v1/audit/export",
        "get /api/v1/escalation-policy",
        "get /api/v1/events",
        "get /api/v1/inventory",
        "get /api/v1/inventory/{sku}",
        "get /api/v1/inventory/{sku}/movements",
        "get /api/v1/orders",
        "get /api/v1/orders/counts",
        "get /api/v1/orders/export",
        "get /api/v1/orders/{id}",
        "get /api/v1/orders/{id}/history",
        "get /api/v1/orders/{id}/payment",
        "get /api/v1/products",
        "get /api/v1/track/{token}",
        "get /api/v1/webhooks",
        "get /api/v1/webhooks/{id}/deliveries",
        "get /health/live",
        "get /health/ready",
        "post /api/v1/admin/parked-events/send-again",
        "post /api/v1/auth/login",
        "post /api/v1/auth/refresh",
        "post /api/v1/auth/register",
        "post /api/v1/escalation-policy/preview",
        "post /api/v1/inventory/{sku}/adjustments",
        "post /api/v1/orders",
        "post /api/v1/orders/bulk-transitions",
        "post /api/v1/orders/{id}/cancel",
        "post /api/v1/orders/{id}/hold",
        "post /api/v1/orders/{id}/payment/retry-refund",
        "post /api/v1/orders/{id}/transitions",
        "post /api/v1/webhooks",
        "post /api/v1/webhooks/{id}/deliveries/{n}/redeliver",
        "post /api/v1/webhooks/{id}/enable",
        "post /api/v1/webhooks/{id}/rotate-secret",
        "put /api/v1/escalation-policy",
        "put /api/v1/inventory/{sku}",
    ];

    [Fact]
    public async Task Document_AllEndpoints_AreListed()
    {
        var document = await Document();
        var listed = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name} {p.Name}")).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(Documented, listed);

        var mapped = shop.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } text && (text.StartsWith("/api/v1", StringComparison.Ordinal) || text.StartsWith("/health", StringComparison.Ordinal)))
            .SelectMany(e => e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(m => $"{m.ToLowerInvariant()} {e.RoutePattern.RawText!.TrimEnd('/')}"));
        Assert.Equal(Documented, mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_EveryOperation_IsDescribedWithItsRefusals()
    {
        foreach (var path in (await Document()).GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.False(string.IsNullOrEmpty(operation.Value.GetProperty("summary").GetString()), $"{operation.Name} {path.Name} has no summary");
                var responses = operation.Value.GetProperty("responses").EnumerateObject().ToArray();
                Assert.Contains(responses, r => r.Name[0] == '2');
                foreach (var refusal in responses.Where(r => r.Name[0] is '4' or '5'))
                    Assert.True(refusal.Value.GetProperty("content").TryGetProperty("application/problem+json", out _));
                if (path.Name.StartsWith("/api/v1/orders", StringComparison.Ordinal))
                {
                    Assert.Equal("bearer", operation.Value.GetProperty("security")[0].EnumerateObject().Single().Name);
                    Assert.Contains(responses, r => r.Name == "401");
                }
            }
        }
    }

    [Fact]
    public async Task Document_Schemas_SayWhatIsWritten()
    {
        var document = await Document();
        var schemas = document.GetProperty("components").GetProperty("schemas");
        Assert.Equal(["received", "preparing", "prepared", "shipped", "delivered", "closed", "cancelled"],
            schemas.GetProperty("OrderStatus").GetProperty("enum").Strings());
        Assert.Equal("string", schemas.GetProperty("Money").GetProperty("properties").GetProperty("amount").GetProperty("type").GetString());
        Assert.Equal("string", schemas.GetProperty("OrderView").GetProperty("properties").GetProperty("sellerId").GetProperty("type").GetString());
        Assert.Equal("date-time", schemas.GetProperty("OrderView").GetProperty("properties").GetProperty("placedAt").GetProperty("format").GetString());
        Assert.Equal(["lines", "paymentMethod", "shippingAddress"], schemas.GetProperty("PlaceOrderRequest").GetProperty("required").Strings().Order());
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
        var place = document.GetProperty("paths").GetProperty("/api/v1/orders").GetProperty("post");
        Assert.Contains(place.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "Idempotency-Key" && p.TryGetProperty("required", out var required) && required.GetBoolean());
    }

    private async Task<JsonElement> Document() => (await shop.Nobody.Get("/openapi/v1.json")).Is(200).Json;
}

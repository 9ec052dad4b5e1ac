using System.Text.Json;

namespace Orders.Tests.Api;

/// <summary>Requests as a well-behaved program sends them.</summary>
internal static class Sample
{
    public static object Address => new
    {
        name = "Ada Example",
        line1 = "Lindenweg 3",
        city = "Berlin",
        postalCode = "10115",
        country = "DE",
    };

    public static object Order(string sku = "first-1", int quantity = 2, string? note = null) => new
    {
        lines = new[] { new { sku, quantity } },
        shippingAddress = Address,
        paymentMethod = "pm_ok",
        note,
    };

    public static (string, string) NewKey() => ("Idempotency-Key", Guid.NewGuid().ToString());

    /// <summary>Places an order and hands back its answer.</summary>
    public static async Task<Answer> Place(this ApiClient buyer, string sku = "first-1", int quantity = 2, string? note = null) =>
        (await buyer.Send("POST", "/api/v1/orders", Order(sku, quantity, note), NewKey())).Is(201);

    public static Task<Answer> Move(this ApiClient seller, string id, object body, params (string, string)[] headers) =>
        seller.Send("POST", $"/api/v1/orders/{id}/transitions", body, headers);

    /// <summary>Moves an order of the first shop on until it stands there.</summary>
    public static async Task MoveTo(this ApiClient seller, string id, string status)
    {
        foreach (var to in (string[])["preparing", "prepared", "shipped", "delivered", "closed"])
        {
            (await seller.Move(id, new { to })).Is(200);
            if (to == status) return;
        }
    }

    public static Task<Answer> Cancel(this ApiClient who, string id, string reason = "Changed my mind", params (string, string)[] headers) =>
        who.Send("POST", $"/api/v1/orders/{id}/cancel", new { reason }, headers);

    public static string[] Strings(this JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    public static async Task<long> CountAll(this ApiClient admin)
    {
        var counts = (await admin.Get("/api/v1/orders/counts")).Is(200).Json;
        return counts.EnumerateObject().Where(p => p.Name != "overdue").Sum(p => p.Value.GetInt64());
    }
}

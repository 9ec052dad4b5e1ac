using System.Globalization;
using System.Net;

namespace Orders.Tests.Crash;

/// <summary>
/// Buyers who order and a seller who moves their orders on, over HTTP, some of which change their minds. Who is told that the shop is not
/// available waits until it says that it is, and repeats what it asked for with the same key.
/// </summary>
internal sealed class RestartLoad(Uri address, string buyerToken, string sellerToken, Observations observations, int seed) : IDisposable
{
    private const int Workers = 12;
    private static readonly string[] Path = ["preparing", "prepared", "shipped", "delivered", "closed"];

    private readonly ShopCaller _buyer = new(address, observations, buyerToken);
    private readonly ShopCaller _seller = new(address, observations, sellerToken);
    private readonly CancellationTokenSource _stop = new();
    private int _orders;

    public const string Sku = "MUG";

    public int Orders => _orders;

    /// <summary>Works until it is told to stop; what was begun is brought to its end.</summary>
    public Task Run() => Task.WhenAll(Enumerable.Range(0, Workers).Select(Work));

    public Task Stop() => _stop.CancelAsync();

    public void Dispose()
    {
        _buyer.Dispose();
        _seller.Dispose();
        _stop.Dispose();
    }

    /// <returns>The order's id; null: it did not come about, and there is a complaint.</returns>
    public async Task<string?> Place(string key)
    {
        var body = new
        {
            lines = new[] { new { sku = Sku, quantity = 1 } },
            shippingAddress = new { name = "B. Buyer", line1 = "1 High Street", city = "Example", postalCode = "12345", country = "DE" },
            paymentMethod = "pm_ok",
        };
        var placed = await Insist(_buyer, "/api/v1/orders", body, key, HttpStatusCode.Created);
        return placed?.Json.GetProperty("id").GetString();
    }

    private async Task Work(int worker)
    {
        for (var n = 0; !_stop.IsCancellationRequested; n++) await Live($"{seed}-{worker}-{n}", new Random(HashCode.Combine(seed, worker, n)));
    }

    private async Task Live(string key, Random random)
    {
        if (await Place(key) is not { } id) return;
        Interlocked.Increment(ref _orders);
        foreach (var to in Path.Take(random.Next(Path.Length + 1)))
        {
            if (await Insist(_seller, $"/api/v1/orders/{id}/transitions", new { to }, key + to, HttpStatusCode.OK) is null) return;
            if (to != "preparing" || random.Next(3) > 0) continue;
            await Insist(_buyer, $"/api/v1/orders/{id}/cancel", new { reason = "Changed my mind." }, key + "cancel", HttpStatusCode.OK);
            return;
        }
    }

    private async Task<Reply?> Insist(ShopCaller who, string path, object body, string key, HttpStatusCode expected)
    {
        while (true)
        {
            if (await who.Send(HttpMethod.Post, path, body, key) is not { } reply) return null;
            if (reply.Status == expected)
            {
                Note(reply);
                return reply;
            }

            // The first try may still be under way: its checkout goes on by itself.
            if (!reply.IsUnavailable && !IsStillRunning(reply))
            {
                observations.Complaints.Enqueue($"{path} with key {key}: {reply.Status} {reply.Json}");
                return null;
            }

            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            await who.Until(ready: true, patience.Token);
        }
    }

    private static bool IsStillRunning(Reply reply) => reply.Status == HttpStatusCode.Conflict
        && reply.Json.GetProperty("type").GetString()!.EndsWith("idempotency-conflict", StringComparison.Ordinal);

    // As it was when it was acknowledged: a repeat may hear of a later version.
    private void Note(Reply reply)
    {
        var order = reply.Json;
        if (!OrderId.TryParse(order.GetProperty("id").GetString(), out var id)) throw new InvalidOperationException($"Not an order: {order}");
        var status = Enum.Parse<OrderStatus>(order.GetProperty("status").GetString()!, ignoreCase: true);
        observations.Acknowledged.Enqueue(new Acknowledged(id, order.GetProperty("version").GetInt64(), status));
    }
}

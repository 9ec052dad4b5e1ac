using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class PaymentsTests(ShopServer shop)
{
    private static string Payment(string id) => $"/api/v1/orders/{id}/payment";

    private static string Retry(string id) => Payment(id) + "/retry-refund";

    [Fact]
    public async Task Payment_OfAnOrder_ItsBuyerItsShopAndTheAdminSeeIt()
    {
        var id = (await shop.Buyer.Place()).Id;

        foreach (var who in new[] { shop.Buyer, shop.Seller, shop.Manager, shop.Admin })
        {
            var payment = (await who.Get(Payment(id))).Is(200).Json;
            Assert.Equal("0.00", payment.GetProperty("refunded").GetProperty("amount").GetString());
            Assert.Equal(JsonValueKind.Array, payment.GetProperty("attempts").ValueKind);
        }

        (await shop.Buyer2.Get(Payment(id))).IsProblem(404, "not-found");
        (await shop.Seller2.Get(Payment(id))).IsProblem(404, "not-found");
        (await shop.Nobody.Get(Payment(id))).IsProblem(401, "unauthorized");
        (await shop.Admin.Get(Payment("nothing"))).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task RetryRefund_NothingOwed_ItsShopAndTheAdminMayAndNothingHappens()
    {
        var id = (await shop.Buyer.Place()).Id;
        var before = (await shop.Seller.Get(Payment(id))).Json.GetRawText();

        foreach (var who in new[] { shop.Seller, shop.Manager, shop.Admin })
            Assert.Equal(before, (await who.Send("POST", Retry(id))).Is(200).Json.GetRawText());

        (await shop.Buyer.Send("POST", Retry(id))).IsProblem(403, "forbidden");
        (await shop.Seller2.Send("POST", Retry(id))).IsProblem(404, "not-found");
        (await shop.Admin.Send("POST", Retry("0r0z0f080000d"))).IsProblem(404, "not-found");
    }

    [Fact]
    public async Task Cancel_DoubleClicked_OneRefundInTheProvidersBooks()
    {
        var id = await PlacePaid("pm_timeout");

        var clicks = await Task.WhenAll(shop.Buyer.Cancel(id), shop.Buyer.Cancel(id));

        Assert.Contains(clicks, c => c.Status == 200);
        Assert.All(clicks.Where(c => c.Status != 200), c => c.IsProblem(409, "illegal-transition"));
        await UntilRefunded(id);
        Assert.Equal((1, 1), Moved(id));
        var summary = (await shop.Buyer.Get($"/api/v1/orders/{id}")).Is(200).Json.GetProperty("payment");
        Assert.Equal("""{"status":"refunded","refunded":{"amount":"21.00","currency":"EUR"}}""", summary.GetRawText());
    }

    [Fact]
    public async Task RetryRefund_AfterFailures_GivesTheMoneyBackOnceAndTheHistorySaysSo()
    {
        var id = await PlacePaid("pm_refund_fails");
        (await shop.Buyer.Cancel(id)).Is(200);

        var payment = await UntilRefunded(id); // the program's own tries may come in between

        Assert.Equal((1, 1), Moved(id));
        Assert.Equal("21.00", payment.GetProperty("refunded").GetProperty("amount").GetString());
        Assert.Equal(
            ["charge succeeded", "refund failed", "refund failed", "refund succeeded"],
            payment.GetProperty("attempts").EnumerateArray().Select(a => $"{a.GetProperty("kind").GetString()} {a.GetProperty("outcome").GetString()}"));
        var history = (await shop.Seller.Get($"/api/v1/orders/{id}/history")).Is(200).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(["placed", "cancelled", "refundFailed", "refunded"], history.Select(i => i.GetProperty("type").GetString()));
    }

    /// <summary>Presses the button until the money is back; the answer comes when the order has been told, too.</summary>
    private async Task<JsonElement> UntilRefunded(string id)
    {
        var end = DateTimeOffset.UtcNow.AddSeconds(30);
        JsonElement payment;
        do payment = (await shop.Seller.Send("POST", Retry(id))).Is(200).Json;
        while (payment.GetProperty("status").GetString() != "refunded" && DateTimeOffset.UtcNow < end);
        Assert.Equal("refunded", payment.GetProperty("status").GetString());
        return payment;
    }

    private async Task<string> PlacePaid(string method)
    {
        var id = OrderId.New(DateTimeOffset.UtcNow);
        var (buyer, seller, price) = (shop.Buyer.Account!, shop.Seller.Account!, new Money(2100, "EUR"));
        Assert.Null(await shop.Grains.GetGrain<IPaymentGrain>(id.Value).Charge(new ChargePayment("token", price, method, seller.SellerId!.Value, buyer.Id)));
        var details = new OrderDetails
        {
            Number = id.ToString(),
            SellerId = seller.SellerId.Value,
            SellerName = seller.SellerName!,
            Buyer = new Buyer(buyer.Id, "buyer", "buyer@example.com"),
            Lines = [new OrderLine("first-1", "Thing 1 of the first", 2, new Money(1050, "EUR"))],
            ShippingFee = Money.Zero("EUR"),
            ShippingAddress = new Address { Name = "Ada Example", Line1 = "Lindenweg 3", City = "Berlin", PostalCode = "10115", Country = "DE" },
            PaymentMethod = method,
            TrackingToken = TrackingToken.New(id),
        };
        var placed = await shop.Grains.GetGrain<IOrderGrain>(id.Value)
            .Place(new PlaceOrder(new Actor(Role.Buyer, buyer.Id, "buyer"), "key", details) { Captured = price });
        Assert.Null(placed.Error);
        return id.ToString();
    }

    /// <summary>How often money moved, by the provider's own books.</summary>
    private (long Charges, long Refunds) Moved(string id)
    {
        Assert.True(OrderId.TryParse(id, out var order));
        using var connection = new SqliteConnection($"Data Source={shop.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        long Count(int kind)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM payment_sandbox WHERE outcome = 0 AND kind = $kind AND order_id = $order";
            command.Parameters.AddWithValue("$kind", kind);
            command.Parameters.AddWithValue("$order", order.Value);
            return (long)command.ExecuteScalar()!;
        }

        return (Count(0), Count(1));
    }
}

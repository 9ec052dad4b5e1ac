using System.Text.Json;
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
        Assert.Equal((1, 1), await Moved(id));
        var summary = (await shop.Buyer.Get($"/api/v1/orders/{id}")).Is(200).Json.GetProperty("payment");
        Assert.Equal("""{"status":"refunded","refunded":{"amount":"21.00","currency":"EUR"}}""", summary.GetRawText());
    }

    [Fact]
    public async Task RetryRefund_AfterFailures_GivesTheMoneyBackOnceAndTheHistorySaysSo()
    {
        var id = await PlacePaid("pm_refund_fails");
        (await shop.Buyer.Cancel(id)).Is(200);

        var payment = await UntilRefunded(id); // the program's own tries may come in between

        Assert.Equal((1, 1), await Moved(id));
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
        JsonElement payment = default;
        await ShopServer.Until(async () =>
        {
            payment = (await shop.Seller.Send("POST", Retry(id))).Is(200).Json;
            return payment.GetProperty("status").GetString() == "refunded";
        });
        return payment;
    }

    [Fact]
    public async Task Place_AnswerOfTheProviderLost_OneOrderAndOneCharge()
    {
        var key = Sample.NewKey();

        var first = (await Place("pm_timeout", key)).Is(201);
        var again = (await Place("pm_timeout", key)).Is(201);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal("captured", first.Json.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal((1, 0), await Moved(first.Id));
    }

    [Theory]
    [InlineData("pm_declined")]
    [InlineData("pm_of_somebody_else")]
    public async Task Place_PaymentDeclined_NoOrderAndTheKeyIsFree(string method)
    {
        var key = Sample.NewKey();
        var before = await shop.Admin.CountAll();

        (await Place(method, key)).IsProblem(402, "payment-declined");

        Assert.Equal(before, await shop.Admin.CountAll());
        (await Place("pm_ok", key)).Is(201);
    }

    private Task<Answer> Place(string method, (string, string) key) => shop.Buyer.Send("POST", "/api/v1/orders", new
    {
        lines = new[] { new { sku = "first-1", quantity = 2 } },
        shippingAddress = Sample.Address,
        paymentMethod = method,
    }, key);

    private async Task<string> PlacePaid(string method) => (await Place(method, Sample.NewKey())).Is(201).Id;

    /// <summary>How often money moved, by the provider's own books.</summary>
    private async Task<(long Charges, long Refunds)> Moved(string id)
    {
        Assert.True(OrderId.TryParse(id, out var order));
        await using var connection = await shop.OpenDatabase();
        return (await Count(0), await Count(1));

        async Task<long> Count(int kind)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count(*) FROM payment_sandbox WHERE outcome = 0 AND kind = {kind} AND order_id = {order.Value}";
            return (long)(await command.ExecuteScalarAsync())!;
        }
    }
}

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
}

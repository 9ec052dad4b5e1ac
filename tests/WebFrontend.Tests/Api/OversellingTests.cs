using Xunit;

namespace Orders.Tests.Api;

/// <summary>Many want what few can have.</summary>
[Collection(SharedShop.Name)]
public sealed class OversellingTests(ShopServer shop)
{
    private const int Units = 20;
    private const int Accounts = 20;
    private const int Checkouts = 200;

    [Fact]
    public async Task Place_TwoHundredBuyersForTwentyUnits_TwentyOrders()
    {
        var sku = $"rare-{Guid.NewGuid():N}";
        var product = new { name = "Rare thing", price = new { amount = "10.00", currency = "EUR" }, onHand = Units };
        (await shop.Seller.Send("PUT", $"/api/v1/inventory/{sku}", product)).Is(201);
        var buyers = await Task.WhenAll(Enumerable.Range(0, Accounts).Select(_ => shop.NewBuyer()));

        var answers = await Task.WhenAll(Enumerable.Range(0, Checkouts).Select(i =>
            buyers[i % Accounts].Send("POST", "/api/v1/orders", Sample.Order(sku, quantity: 1), Sample.NewKey())));

        Assert.Equal(Units, answers.Count(a => a.Status == 201));
        Assert.Distinct(answers.Where(a => a.Status == 201).Select(a => a.Id));
        foreach (var refused in answers.Where(a => a.Status != 201))
        {
            var problem = refused.IsProblem(409, "out-of-stock").Json;
            Assert.Equal((sku, 0), (problem.GetProperty("sku").GetString(), problem.GetProperty("available").GetInt32()));
        }

        var stock = (await shop.Seller.Get($"/api/v1/inventory/{sku}")).Is(200).Json;
        Assert.Equal((Units, Units, 0), (stock.GetProperty("onHand").GetInt32(), stock.GetProperty("reserved").GetInt32(), stock.GetProperty("available").GetInt32()));
        Assert.Equal(0, (await shop.Nobody.Get($"/api/v1/products?q={sku}")).Json.GetProperty("items")[0].GetProperty("available").GetInt32());
        foreach (var buyer in buyers) buyer.Dispose();
    }

    [Fact]
    public async Task Cancel_AfterTheLastUnitWasSold_SomebodyElseCanHaveIt()
    {
        var sku = $"rare-{Guid.NewGuid():N}";
        var product = new { name = "Rare thing", price = new { amount = "10.00", currency = "EUR" }, onHand = 1 };
        (await shop.Seller.Send("PUT", $"/api/v1/inventory/{sku}", product)).Is(201);
        var id = (await shop.Buyer.Place(sku, quantity: 1)).Id;
        (await shop.Buyer2.Send("POST", "/api/v1/orders", Sample.Order(sku, quantity: 1), Sample.NewKey())).IsProblem(409, "out-of-stock");
        (await shop.Buyer.Cancel(id)).Is(200);

        await ShopServer.Until(async () => (await shop.Seller.Get($"/api/v1/inventory/{sku}")).Json.GetProperty("available").GetInt32() == 1);
        (await shop.Buyer2.Place(sku, quantity: 1)).Is(201);
    }

    [Fact]
    public async Task Place_Declined_Is402AndHoldsNothing()
    {
        var sku = $"rare-{Guid.NewGuid():N}";
        var product = new { name = "Rare thing", price = new { amount = "10.00", currency = "EUR" }, onHand = 1 };
        (await shop.Seller.Send("PUT", $"/api/v1/inventory/{sku}", product)).Is(201);
        var declined = new { lines = new[] { new { sku, quantity = 1 } }, shippingAddress = Sample.Address, paymentMethod = "pm_declined" };
        var key = Sample.NewKey();
        (await shop.Buyer.Send("POST", "/api/v1/orders", declined, key)).IsProblem(402, "payment-declined");
        Assert.Equal(1, (await shop.Seller.Get($"/api/v1/inventory/{sku}")).Json.GetProperty("available").GetInt32());
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(sku, quantity: 1), key)).Is(201); // the key is not used up
    }
}

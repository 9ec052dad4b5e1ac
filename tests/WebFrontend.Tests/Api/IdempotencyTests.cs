using Xunit;

namespace Orders.Tests.Api;

[Collection(SharedShop.Name)]
public sealed class IdempotencyTests(ShopServer shop)
{
    [Fact]
    public async Task Place_SameKeyAgain_GivesTheSameOrderAndOneOrderOnly()
    {
        var before = await shop.Admin.CountAll();
        var key = Sample.NewKey();
        var first = (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), key)).Is(201);
        var second = (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), key)).Is(201);
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(before + 1, await shop.Admin.CountAll());
    }

    [Fact]
    public async Task Place_SameKeyManyTimesAtOnce_GivesOneOrder()
    {
        var before = await shop.Admin.CountAll();
        var key = Sample.NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), key)));
        Assert.Contains(answers, a => a.Status == 201);
        Assert.Single(answers.Where(a => a.Status == 201).Select(a => a.Id).Distinct());
        foreach (var conflict in answers.Where(a => a.Status != 201)) conflict.IsProblem(409, "idempotency-conflict");
        Assert.Equal(before + 1, await shop.Admin.CountAll());
    }

    [Fact]
    public async Task Place_SameKeyOtherBody_IsRefused()
    {
        var key = Sample.NewKey();
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(quantity: 1), key)).Is(201);
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(quantity: 2), key)).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Place_SameKeyOtherBuyer_IsAnotherOrder()
    {
        var key = Sample.NewKey();
        var one = (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), key)).Is(201);
        var two = (await shop.Buyer2.Send("POST", "/api/v1/orders", Sample.Order(), key)).Is(201);
        Assert.NotEqual(one.Id, two.Id);
    }

    [Fact]
    public async Task Place_RefusedWithKey_DoesNotUseTheKeyUp()
    {
        var key = Sample.NewKey();
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order("no-such-thing"), key)).IsInvalid("lines[0].sku");
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), key)).Is(201);
    }

    [Fact]
    public async Task Place_NoKey_IsRefused()
    {
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order())).IsProblem(400, "idempotency-key-missing");
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), ("Idempotency-Key", ""))).IsProblem(400, "idempotency-key-missing");
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("tab\there")]
    public async Task Place_OddKey_IsRefused(string key) =>
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), ("Idempotency-Key", key))).IsInvalid("Idempotency-Key");

    [Fact]
    public async Task Place_KeyTooLongOrTwice_IsRefused()
    {
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), ("Idempotency-Key", new string('k', OrderLimits.IdempotencyKey + 1))))
            .IsInvalid("Idempotency-Key");
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).IsInvalid("Idempotency-Key");
        (await shop.Buyer.Send("POST", "/api/v1/orders", Sample.Order(), ("Idempotency-Key", Guid.NewGuid() + new string('k', OrderLimits.IdempotencyKey - 36))))
            .Is(201);
    }

    [Fact]
    public async Task Advance_SameKeyAgain_DoesItOnce()
    {
        var id = (await shop.Buyer.Place()).Id;
        var key = Sample.NewKey();
        (await shop.Seller.Move(id, new { to = "preparing" }, key)).Is(200);
        var again = (await shop.Seller.Move(id, new { to = "preparing" }, key)).Is(200);
        Assert.Equal("\"2\"", again.ETag);
        (await shop.Seller.Move(id, new { to = "prepared" }, key)).IsProblem(422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Cancel_SameKeyAgain_DoesItOnce()
    {
        var id = (await shop.Buyer.Place()).Id;
        var key = Sample.NewKey();
        (await shop.Buyer.Cancel(id, "Enough", key)).Is(200);
        Assert.Equal("\"2\"", (await shop.Buyer.Cancel(id, "Enough", key)).Is(200).ETag);
        (await shop.Buyer.Cancel(id, "Enough")).IsProblem(409, "illegal-transition");
    }
}

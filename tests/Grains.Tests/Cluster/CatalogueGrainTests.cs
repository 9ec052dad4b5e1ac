namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class CatalogueGrainTests(OrdersCluster cluster)
{
    private readonly Product _mug = new("MUG", "Blue mug", OrdersCluster.NewPerson(), "Mugs & More", new Money(1245, "EUR"), 10);

    private ICatalogueGrain Grain => cluster.Client.GetGrain<ICatalogueGrain>(0);

    [Fact]
    public async Task Find_SomeUnknown_TheKnownOnes()
    {
        var mug = _mug with { Sku = $"MUG-{_mug.SellerId}" };
        await Grain.Put(mug with { Name = "  Blue mug " }).InTime();

        Assert.Equal([mug], (await Grain.Find([mug.Sku, "NOPE"]).InTime()).ToArray());
        Assert.Empty(await Grain.Find([]).InTime());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1_000_000, OrderLimits.PageSize)]
    public async Task List_AnyLimit_KeptInBounds(int limit, int expected)
    {
        for (var i = 0; i < OrderLimits.PageSize + 1; i++) await Grain.Put(_mug with { Sku = $"{_mug.SellerId}-{i}" }).InTime();

        Assert.Equal(expected, (await Grain.List(new ProductQuery(null, _mug.SellerId, null, limit)).InTime()).Items.Length);
    }

    public static TheoryData<string, Func<Product, Product>> Impossible => new()
    {
        { "sku", p => p with { Sku = " " } },
        { "name", p => p with { Name = "a\0" } },
        { "price", p => p with { Price = new Money(-1, "EUR") } },
        { "onHand", p => p with { Available = -1 } },
    };

    [Theory, MemberData(nameof(Impossible))]
    public async Task Put_WhatCannotBe_Throws(string field, Func<Product, Product> change)
    {
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => Grain.Put(change(_mug)).InTime());

        Assert.StartsWith(field, refusal.Message, StringComparison.Ordinal);
    }
}

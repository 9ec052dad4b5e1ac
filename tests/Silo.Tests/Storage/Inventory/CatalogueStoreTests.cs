using System.Collections.Immutable;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class CatalogueStoreTests
{
    [Fact]
    public async Task Find_KnownUnknownAndRepeated_GivesEachKnownOnce()
    {
        await using var db = TestDatabase.Open();
        await db.Stock.Add(Product("A", "Mug"));
        await db.Stock.Add(Product("B", "Cup"));
        var found = await db.Products.Find(["B", "nobody", "A", "B", "a"]);
        Assert.Equal(["A", "B"], found.Select(product => product.Sku).Order());
    }

    [Fact]
    public async Task List_Pages_AreSortedByNameThenSkuAndHaveNoRepeats()
    {
        await using var db = TestDatabase.Open();
        string[] names = ["mug", "Mug", "apple", "Ärmel", "zebra", "MUG", "北京", "mug"];
        for (var i = 0; i < names.Length; i++) await db.Stock.Add(Product($"S{i}", names[i], seller: i % 2));
        var listed = await AllPages(db, new ProductQuery(null, null, null, 3));

        // By code points of the lower-case name, as SQLite compares.
        var expected = names.Select((name, i) => (Name: name.ToLowerInvariant(), Sku: $"S{i}"))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Sku, StringComparer.Ordinal).Select(p => p.Sku);
        Assert.Equal(expected, listed.Select(product => product.Sku));
        Assert.Equal(4, (await AllPages(db, new ProductQuery(null, 1, null, 3))).Count);
    }

    [Theory]
    [InlineData("mug", 2)]
    [InlineData("UG", 2)]
    [InlineData("sku-1", 1)]
    [InlineData("100%", 1)]
    [InlineData("_", 0)]
    [InlineData("' OR 1=1 --", 0)]
    [InlineData("\ud800", 0)]
    [InlineData("   ", 3)]
    public async Task List_Text_IsPartOfNameOrSku(string text, int expected)
    {
        await using var db = TestDatabase.Open();
        await db.Stock.Add(Product("SKU-1", "Blue Mug"));
        await db.Stock.Add(Product("SKU-2", "Mug 100% cotton"));
        await db.Stock.Add(Product("SKU-3", "Plate"));
        Assert.Equal(expected, (await db.Products.List(new ProductQuery(text, null, null, 10))).Items.Length);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bm90IGpzb24")]
    [InlineData("WyJwMSJd")]
    [InlineData("WyJwMSIsbnVsbCxudWxsXQ")]
    public async Task List_CursorFromNowhere_IsRefused(string cursor)
    {
        await using var db = TestDatabase.Open();
        await Assert.ThrowsAsync<InvalidCursorException>(() => db.Products.List(new ProductQuery(null, null, cursor, 10)));
    }

    private static async Task<List<Product>> AllPages(TestDatabase db, ProductQuery query)
    {
        var all = ImmutableArray.CreateBuilder<Product>();
        do
        {
            var page = await db.Products.List(query);
            all.AddRange(page.Items);
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
        return [.. all];
    }

    private static Product Product(string sku, string name, long seller = 1) => new(sku, name, seller, "Shop", new Money(1250, "EUR"), 5);
}

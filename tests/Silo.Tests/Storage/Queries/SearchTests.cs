using System.Text;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

public sealed class SearchTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("\"")]
    [InlineData("'; DROP TABLE orders; --")]
    [InlineData("mug OR NOT AND NEAR(")]
    [InlineData("words:mug")]
    [InlineData("^mug + -plate * {a b} : c")]
    [InlineData("mug\0mug")]
    [InlineData("\ud800 \udc00 mug \uffff")]
    [InlineData("\ue0001")]
    public async Task List_OddText_NeverFails(string text)
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        var page = await db.Reader.List(new OrderScope(null, 1), new OrderQuery { Text = text });
        Assert.True(page.Items.Length <= 1);
        Assert.Equal(1, (await db.Reader.Counts(default)).ByStatus[OrderStatus.Received]);
    }

    [Fact]
    public async Task List_RandomText_NeverFails()
    {
        var random = Seed.Random(output, out _);
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        for (var i = 0; i < 500; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(1, 30); length > 0; length--)
                text.Append(random.Next(2) == 0 ? (char)random.Next(1, 0x80) : (char)random.Next(0xFFFF));
            await db.Reader.List(default, new OrderQuery { Text = text.ToString() });
        }
    }

    [Fact]
    public async Task List_TextBlank_IsNoFilterAndPunctuationFindsNothing()
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        Assert.Single((await db.Reader.List(default, new OrderQuery { Text = "  " })).Items);
        Assert.Empty((await db.Reader.List(default, new OrderQuery { Text = "!!!" })).Items);
    }

    [Fact]
    public async Task List_BeginningOfManyWordsOrOfFew_FindsTheSame()
    {
        await using var db = TestDatabase.Open();
        for (var n = 0; n < 60; n++)
        {
            var words = Enumerable.Range(n * 5, 5).Select(word => $"thing{word:000}");
            await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(n), item: string.Join(' ', words)));
        }

        Assert.Equal(60, await Found("thin")); // 300 words begin so: more than are looked for one by one
        Assert.Equal(20, await Found("thing1")); // 100
        Assert.Equal(2, await Found("thing03"));
        Assert.Equal(1, await Found("thing033"));
        Assert.Equal(0, await Found("thing300"));

        async Task<int> Found(string text) => (await db.Reader.List(default, new OrderQuery { Text = text, Limit = 200 })).Items.Length;
    }

    [Fact]
    public async Task List_VeryLongText_IsCutAndFindsWhatItsBeginningFinds()
    {
        await using var db = TestDatabase.Open();
        var longWord = new string('x', 200);
        var many = string.Join(' ', Enumerable.Range(0, 40).Select(n => $"word{n}"));
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1), item: $"{many} {longWord}"));
        Assert.Single((await db.Reader.List(default, new OrderQuery { Text = longWord })).Items);
        Assert.Single((await db.Reader.List(default, new OrderQuery { Text = many })).Items);
        Assert.Empty((await db.Reader.List(default, new OrderQuery { Text = longWord[..39] + "y" })).Items);
    }

    [Fact]
    public async Task List_TextInAnotherShop_IsNotFound()
    {
        await using var db = TestDatabase.Open();
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1), sellerId: 12, buyerId: 5));
        Assert.Empty((await db.Reader.List(new OrderScope(null, 1), new OrderQuery { Text = "mug" })).Items);
        Assert.Empty((await db.Reader.List(new OrderScope(50, null), new OrderQuery { Text = "mug" })).Items);
        Assert.Single((await db.Reader.List(new OrderScope(null, 12), new OrderQuery { Text = "mug" })).Items);
        Assert.Single((await db.Reader.List(new OrderScope(5, null), new OrderQuery { Text = "mug" })).Items);
    }
}

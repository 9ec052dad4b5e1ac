using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("Blue MUG", "blue|mug")]
    [InlineData("ana.silva@example.com", "ana|silva|example|com")]
    [InlineData("Café crème, CAFÉ", "cafe|creme")]
    [InlineData("A-1023/7", "a|1023|7")]
    [InlineData("ﬁne Straße", "fine|straße")]
    [InlineData("北京 茶", "北京|茶")]
    [InlineData("\"OR\" NOT (x*) NEAR ^a:b", "or|not|x|near|a|b")]
    [InlineData("\ud83d\ude00 \ud83d x\0y \u200f", "x|y")]
    [InlineData("\ue0001 \ue0011", "1")]
    [InlineData("a\uFFFEb \uFFFFc", "a|b|c")]
    [InlineData("  ", "")]
    public void Of_AnyText_GivesFoldedWords(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', SearchWords.Of(text)));
}

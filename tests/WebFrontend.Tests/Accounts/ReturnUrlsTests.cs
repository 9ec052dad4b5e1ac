using Orders.Web;

namespace Orders.Tests;

public sealed class ReturnUrlsTests
{
    [Theory]
    [InlineData("/orders?status=received", "/orders?status=received")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\nb", "/")]
    public void Safe_AnAddress_OnlyOfThisSite(string? asked, string expected) => Assert.Equal(expected, ReturnUrls.Safe(asked));
}

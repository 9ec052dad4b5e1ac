using Orders.Identity;
using Xunit;

namespace Orders.Tests.Identity;

public sealed class EmailRulesTests
{
    [Theory]
    [InlineData("a@b")]
    [InlineData("ada.lovelace+orders@example.co.uk")]
    [InlineData("grüße@köln.example")]
    [InlineData("o'neil@example.com")]
    public void IsValid_Plausible_IsTrue(string email) => Assert.True(EmailRules.IsValid(email));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@b.c")]
    [InlineData("a@")]
    [InlineData("a@@b.c")]
    [InlineData("a@b..c")]
    [InlineData(".a@b.c")]
    [InlineData("a b@c.d")]
    [InlineData("a@b.c\n")]
    [InlineData("a\u0000@b.c")]
    [InlineData("a\u200b@b.c")]
    [InlineData("\ud800@b.c")]
    [InlineData("<a@b.c>")]
    [InlineData("a@b_c.d")]
    public void IsValid_Impossible_IsFalse(string? email) => Assert.False(EmailRules.IsValid(email));

    [Fact]
    public void IsValid_TooLong_IsFalse() => Assert.False(EmailRules.IsValid(new string('a', 60) + "@" + new string('b', 200) + ".example"));
}

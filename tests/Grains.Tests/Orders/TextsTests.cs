namespace Orders.Tests;

public sealed class TextsTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(" \r\n\t ", null)]
    [InlineData("\u200B", null)]
    [InlineData(" a ", "a")]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("👋", "👋")]
    [InlineData("אבג", "אבג")]
    public void Clean_AnyText_AsItIsKept(string? text, string? expected) => Assert.Equal(expected, Texts.Clean(text));

    [Theory]
    [InlineData("plain", false, true)]
    [InlineData("two\nlines", false, false)]
    [InlineData("two\nlines", true, true)]
    [InlineData("tab\there", true, true)]
    [InlineData("nul\0", true, false)]
    [InlineData("escape\u001b[31m", true, false)]
    [InlineData("c1\u0085", true, false)]
    [InlineData("line\u2028separator", false, false)]
    [InlineData("👩‍👩‍👧", false, true)]
    public void Complaint_ByContent_AsItShould(string text, bool multiline, bool fine) =>
        Assert.Equal(fine, Texts.Complaint(text, 100, multiline) is null);

    [Fact]
    public void Complaint_HalfASurrogatePair_Refused()
    {
        // Not as InlineData: test ids are written in UTF-8, which cannot hold them.
        string[] broken = ["\uD83D", "a\uD83Db", "\uDC4B", "\uDC4B\uD83D", "ok👋\uD83D"];

        Assert.All(broken, text => Assert.NotNull(Texts.Complaint(text, 100, multiline: true)));
    }
}

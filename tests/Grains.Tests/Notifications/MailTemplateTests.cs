namespace Orders.Tests;

public sealed class MailTemplateTests
{
    private static readonly MailSettings Settings = new(new Uri("https://orders.example.com"), "shop@example.com", OpenMailbox: false);

    private static QueuedMail Mail(string title = "Order 1001 is on its way", string body = "Some words.", string name = "Ada") => Given.Mail(
        1, Given.Notice(new Recipient(7, Role.Buyer, name, "ada@example.com"), "abc:3") with { Title = title, Body = body, Path = "/my/orders/abc" }, Given.Now);

    [Fact]
    public void Of_AMail_WordsAndLinksInBothForms()
    {
        var mail = MailTemplate.Of(Mail(), Settings);

        Assert.Equal(("ada@example.com", "Ada", "Order 1001 is on its way"), (mail.Address, mail.Name, mail.Subject));
        Assert.All([mail.Text, mail.Html], text =>
        {
            Assert.Contains("Hello Ada,", text, StringComparison.Ordinal);
            Assert.Contains("Some words.", text, StringComparison.Ordinal);
            Assert.Contains("https://orders.example.com/my/orders/abc", text, StringComparison.Ordinal);
            Assert.Contains("https://orders.example.com/account/notifications", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Of_WhatSomebodyTyped_EncodedInHtml()
    {
        var mail = MailTemplate.Of(Mail("<b>1 & 2</b>", "\"<script>alert(1)</script>\"\nsecond line", "<i>Ada</i>"), Settings);

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;<br>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<title>&lt;b&gt;1 &amp; 2&lt;/b&gt;</title>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>\"\r\nsecond line", mail.Text, StringComparison.Ordinal); // plain text is plain
    }

    [Theory]
    [InlineData("Hello\r\nBcc: everybody@example.com")]
    [InlineData("Hello\nBcc: everybody@example.com")]
    [InlineData("Hello\u2028Bcc: everybody@example.com")]
    public void Of_LineEndsInTitleAndName_OneLine(string text)
    {
        var mail = MailTemplate.Of(Mail(text, name: text), Settings);

        Assert.All([mail.Subject, mail.Name], line => Assert.DoesNotContain(line, c => char.IsControl(c) || c == '\u2028'));
    }

    [Fact]
    public void MessageIdOf_TheSameMail_TheSameAndOfNoOther()
    {
        var mail = Mail();

        Assert.Equal(MailTemplate.MessageIdOf(mail, Settings.From), MailTemplate.MessageIdOf(mail with { Id = 9, Title = "x", Tries = 4 }, Settings.From));
        Assert.EndsWith("@example.com", MailTemplate.MessageIdOf(mail, Settings.From), StringComparison.Ordinal);
        string[] others =
        [
            MailTemplate.MessageIdOf(mail, Settings.From),
            MailTemplate.MessageIdOf(mail with { Key = "abc:4" }, Settings.From),
            MailTemplate.MessageIdOf(mail with { Event = NotificationEvent.OrderShipped }, Settings.From),
            MailTemplate.MessageIdOf(mail with { Recipient = mail.Recipient with { Id = 8 } }, Settings.From),
        ];
        Assert.Equal(4, others.Distinct().Count());
    }

    [Fact]
    public void Failed_AgainAndAgain_GrowingWaitsFromTenSecondsToAnHourThenGivenUp()
    {
        var (mail, now) = (Mail(), Given.Now);
        var waits = new List<TimeSpan>();
        while (MailPolicy.Failed(mail, "no", now).NextTry is { } next)
        {
            waits.Add(next - now);
            (mail, now) = (mail with { Tries = mail.Tries + 1 }, next);
        }

        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromHours(1)), (waits[0], waits[^1]));
        Assert.Equal(waits.Order(), waits);
        Assert.InRange(now - Given.Now, TimeSpan.FromHours(24), TimeSpan.FromHours(25));
    }

    [Fact]
    public void Failed_NextTryWithinQuietHours_AfterThem()
    {
        var mail = Mail() with { QuietHours = new QuietHours(new(10, 0), new(11, 0), "UTC") };

        Assert.Equal(Given.Now.AddHours(1), MailPolicy.Failed(mail, "no", Given.Now).NextTry); // it is ten o'clock
    }
}

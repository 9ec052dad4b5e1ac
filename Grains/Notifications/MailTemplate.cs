using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Orders;

/// <summary>
/// A mail from its words, as plain text and as HTML. Pure. Every value is encoded for where it stands; nothing that somebody
/// typed can begin a new line of the head.
/// </summary>
public static class MailTemplate
{
    /// <summary>The page where people choose what they are told.</summary>
    private const string PreferencesPath = "/account/notifications";

    public static OutgoingMail Of(QueuedMail mail, MailSettings settings)
    {
        var page = new Uri(settings.PublicAddress, mail.Path);
        var preferences = new Uri(settings.PublicAddress, PreferencesPath);
        return new OutgoingMail(
            MessageIdOf(mail, settings.From), mail.Recipient.Email, OneLine(mail.Recipient.Name), OneLine(mail.Title),
            Text(mail, page, preferences), Html(mail, page, preferences), mail.At, preferences);
    }

    /// <summary>Made of what the mail is about and for whom, so that a second copy of it can be recognised.</summary>
    public static string MessageIdOf(QueuedMail mail, string from)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{mail.Key}\n{(int)mail.Event}\n{mail.Recipient.Id}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}@{from[(from.LastIndexOf('@') + 1)..]}";
    }

    private static string Text(QueuedMail mail, Uri page, Uri preferences) => $"""
        {Greeting(mail.Recipient)}

        {mail.Body.ReplaceLineEndings("\n")}

        {page}

        --
        What you are told of, and how: {preferences}

        """.ReplaceLineEndings("\r\n");

    private static string Html(QueuedMail mail, Uri page, Uri preferences) => $"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{Encode(OneLine(mail.Title))}</title></head>
        <body style="margin:0;padding:24px;font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1c1c1c;background:#ffffff">
        <p>{Encode(Greeting(mail.Recipient))}</p>
        <p>{string.Join("<br>\n", mail.Body.ReplaceLineEndings("\n").Split('\n').Select(Encode))}</p>
        <p><a href="{Encode(page.AbsoluteUri)}" style="color:#1f5fbf">Open the page</a></p>
        <p style="font-size:13px;color:#5c5c5c">You can choose <a href="{Encode(preferences.AbsoluteUri)}" style="color:#5c5c5c">what you are told of, and how</a>.</p>
        </body>
        </html>

        """.ReplaceLineEndings("\r\n");

    private static string Greeting(Recipient reader) => OneLine(reader.Name) is { Length: > 0 } name ? $"Hello {name}," : "Hello,";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Whatever is not a visible character becomes a space.</summary>
    private static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}

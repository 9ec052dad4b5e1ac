using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Orders.Notifications;

/// <summary>A mail as the framework's client sends it: plain text and HTML, of which the reader's program shows what it can.</summary>
internal static class MimeMail
{
    /// <exception cref="FormatException">The recipient's address is none.</exception>
    public static MailMessage Of(OutgoingMail mail, string from)
    {
        var message = new MailMessage(new MailAddress(from), new MailAddress(mail.Address, mail.Name, Encoding.UTF8))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        var html = AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncoding.QuotedPrintable;
        message.AlternateViews.Add(html);
        message.Headers.Add("Message-ID", $"<{mail.MessageId}>");
        message.Headers.Add("List-Unsubscribe", $"<{mail.Preferences.AbsoluteUri}>");
        message.Headers.Add("Auto-Submitted", "auto-generated"); // no out-of-office answers, please (RFC 3834)
        return message;
    }

    /// <summary>Where every character of the address is ASCII, any server takes it.</summary>
    public static SmtpDeliveryFormat FormatFor(OutgoingMail mail) =>
        Ascii.IsValid(mail.Address) ? SmtpDeliveryFormat.SevenBit : SmtpDeliveryFormat.International;
}

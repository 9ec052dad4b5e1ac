namespace Orders;

/// <summary>A mail as the mailbox page shows it. Pure.</summary>
public static class MailViewer
{
    public static MailView Listed(QueuedMail mail, MailSettings settings) => Whole(mail, settings) with { Text = null, Html = null };

    public static MailView Whole(QueuedMail mail, MailSettings settings)
    {
        var outgoing = MailTemplate.Of(mail, settings);
        return new MailView(
            mail.Id, mail.State, mail.Recipient.Email, outgoing.Subject, mail.At, mail.Tries, mail.NextTryAt, mail.LastError,
            outgoing.Text, outgoing.Html);
    }
}

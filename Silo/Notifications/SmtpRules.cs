using System.Net.Mail;

namespace Orders.Notifications;

/// <summary>What is wrong with the settings of mail, in words that name the key.</summary>
internal static class SmtpRules
{
    public static IEnumerable<string> Complaints(SmtpOptions smtp)
    {
        if (!MailAddress.TryCreate(smtp.From, out var from) || from.Address != smtp.From)
            yield return $"Orders:Smtp:From must be an e-mail address, not '{smtp.From}'.";
        if (smtp.Host is null) yield break;
        if (Uri.CheckHostName(smtp.Host) == UriHostNameType.Unknown) yield return $"Orders:Smtp:Host is not the name of a server: '{smtp.Host}'.";
        if (smtp.Port is < 1 or > 65535) yield return $"Orders:Smtp:Port must be from 1 to 65535, not {smtp.Port}.";
        if (string.IsNullOrEmpty(smtp.User) != string.IsNullOrEmpty(smtp.Password))
            yield return "Orders:Smtp:User and Orders:Smtp:Password go together: give both, or neither.";
        if (!string.IsNullOrEmpty(smtp.Password) && !smtp.StartTls)
            yield return "Orders:Smtp:StartTls must be true where there is a password: it would be sent for everybody to read.";
    }
}

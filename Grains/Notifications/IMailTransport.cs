namespace Orders;

/// <summary>Takes a mail to wherever mail goes. A port: SMTP, or a folder.</summary>
public interface IMailTransport
{
    /// <summary>
    /// Completes when the mail has been accepted. A mail that comes again, after a crash in between, has the same
    /// <see cref="OutgoingMail.MessageId"/>.
    /// </summary>
    /// <exception cref="MailServerDownException">No mail can be sent now: it is not this one's fault.</exception>
    Task Send(OutgoingMail mail, CancellationToken stop);
}

/// <summary>A mail as its reader gets it.</summary>
/// <param name="MessageId">Without angle brackets; the same whenever the mail is made.</param>
/// <param name="Subject">One line.</param>
/// <param name="Preferences">The page where the reader can ask for no more of these.</param>
public sealed record OutgoingMail(
    string MessageId, string Address, string Name, string Subject, string Text, string Html, DateTimeOffset At, Uri Preferences);

/// <summary>The mail server cannot be reached, or lets nobody in.</summary>
public sealed class MailServerDownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How mail is made, from the configuration.</summary>
/// <param name="PublicAddress">Where readers find the shop: links begin with it.</param>
/// <param name="From">The sender's address.</param>
/// <param name="OpenMailbox">A demo: everybody who is signed in may look into the mailbox.</param>
public sealed record MailSettings(Uri PublicAddress, string From, bool OpenMailbox);

using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Notifications;

/// <summary>
/// Where no server is configured: mail becomes a file in the folder <c>mail</c>, whole or not at all. A mail that comes again takes
/// the place of its first copy.
/// </summary>
internal sealed class MailDrop(IOptions<OrdersOptions> options) : IMailTransport
{
    private readonly string _folder = options.Value.PathOf("mail");
    private readonly string _from = options.Value.Smtp.From;

    public Task Send(OutgoingMail mail, CancellationToken stop) => Task.Run(() => Drop(mail), stop);

    public static string FileNameOf(OutgoingMail mail) =>
        string.Create(CultureInfo.InvariantCulture, $"{mail.At.UtcDateTime:yyyyMMdd-HHmmss}-{mail.MessageId[..16]}.eml");

    private void Drop(OutgoingMail mail)
    {
        // The client picks a name for its file: so it gets a folder of its own, and what it wrote is moved.
        var own = new DirectoryInfo(Path.Combine(_folder, ".new", mail.MessageId[..16]));
        if (own.Exists) own.Delete(recursive: true); // half a mail, from before a crash
        own.Create();
        using var message = MimeMail.Of(mail, _from);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = own.FullName,
            DeliveryFormat = MimeMail.FormatFor(mail),
        };
        client.Send(message);
        own.EnumerateFiles().Single().MoveTo(Path.Combine(_folder, FileNameOf(mail)), overwrite: true);
        own.Delete(recursive: true);
    }
}

using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orders.Hosting;
using Orders.Notifications;
using Xunit;

namespace Orders.Tests.Notifications;

/// <summary>Against a real mail server.</summary>
[Trait("Database", "Sqlite")]
public sealed class SmtpMailTransportTests
{
    private static SmtpMailTransport Transport(int port, string? user = null, string? password = null) => new(Options.Create(new OrdersOptions
    {
        Smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, StartTls = user is not null, User = user, Password = password, From = "shop@example.com" },
    }));

    [SmtpFact]
    public async Task Send_AMail_IsReceivedAsItWasMeant()
    {
        using var server = await SmtpServer.Start();
        var mail = SampleMail.Make();

        await Transport(server.Port).Send(mail, CancellationToken.None);

        var received = await server.Next();
        Assert.Equal(("shop@example.com", "ada@example.com", "multipart/alternative"), (received.From, Assert.Single(received.To), received.Type));
        Assert.Equal("Order 1001 – cancelled  Bcc: thief@example.com", received.Headers["subject"]);
        Assert.DoesNotContain("bcc", received.Headers.Keys);
        Assert.Contains("ada@example.com", received.Headers["to"], StringComparison.Ordinal);
        Assert.Contains("Žluťoučká", received.Headers["to"], StringComparison.Ordinal);
        Assert.Equal($"<{mail.MessageId}>", received.Headers["message-id"]);
        Assert.Equal("<https://orders.example.com/account/notifications>", received.Headers["list-unsubscribe"]);
        Assert.Equal(Lines(mail.Text), Lines(received.Text));
        Assert.Equal(Lines(mail.Html), Lines(received.Html));
        Assert.Contains("Größe <b>42</b> & more, 12.00 €", received.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;42&lt;/b&gt; &amp; more", received.Html, StringComparison.Ordinal);

        static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
    }

    [SmtpFact]
    public async Task Send_ManyAtOnce_EachIsReceivedOnce()
    {
        using var server = await SmtpServer.Start();
        var transport = Transport(server.Port);
        var sending = Task.WhenAll(Enumerable.Range(0, 40).Select(i => transport.Send(SampleMail.Make(key: $"k:{i}"), CancellationToken.None)));

        var ids = new List<string>();
        for (var i = 0; i < 40; i++) ids.Add((await server.Next()).Headers["message-id"]);

        await sending;
        Assert.Equal(40, ids.Distinct().Count());
        Assert.Equal("", await server.Rest());
    }

    [SmtpFact]
    public async Task Send_StartTlsAndPassword_EncryptedAndSignedIn()
    {
        using var certificate = new SelfSigned();
        using var server = await SmtpServer.Start(
            "--certificate", certificate.CertificatePath, "--key", certificate.KeyPath, "--user", "shop", "--password", "s3cret");
        using (certificate.Trusted()) await Transport(server.Port, "shop", "s3cret").Send(SampleMail.Make(), CancellationToken.None);

        var received = await server.Next();

        Assert.Equal((true, "shop"), (received.Encrypted, received.User));
    }

    [SmtpFact]
    public async Task Send_WrongPasswordOrCertificate_TheServerIsDownAndNothingIsSent()
    {
        using var certificate = new SelfSigned();
        using var server = await SmtpServer.Start(
            "--certificate", certificate.CertificatePath, "--key", certificate.KeyPath, "--user", "shop", "--password", "s3cret");
        await Assert.ThrowsAsync<MailServerDownException>(() => Transport(server.Port, "shop", "s3cret").Send(SampleMail.Make(), CancellationToken.None)); // not trusted
        using (certificate.Trusted())
        {
            await Assert.ThrowsAsync<MailServerDownException>(() => Transport(server.Port, "shop", "guess").Send(SampleMail.Make(), CancellationToken.None));
            await Assert.ThrowsAsync<MailServerDownException>(() => Transport(server.Port).Send(SampleMail.Make(), CancellationToken.None)); // it insists on both
        }

        Assert.Equal("", await server.Rest());
    }

    [SmtpFact]
    public async Task Send_AddressRefused_ThisMailsOwnFaultAndOthersGoThrough()
    {
        using var server = await SmtpServer.Start("--refuse", "nobody@example.com");
        var transport = Transport(server.Port);

        await Assert.ThrowsAsync<SmtpFailedRecipientException>(() => transport.Send(SampleMail.Make("nobody@example.com"), CancellationToken.None));
        await transport.Send(SampleMail.Make(), CancellationToken.None);

        Assert.Equal(["ada@example.com"], (await server.Next()).To);
    }

    [Fact]
    public async Task Send_NobodyListens_TheServerIsDown()
    {
        // Taken, so that nobody else gets it, but not listened to.
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)deaf.LocalEndPoint!).Port;

        var error = await Assert.ThrowsAsync<MailServerDownException>(() => Transport(port).Send(SampleMail.Make(), CancellationToken.None));

        Assert.Contains($"127.0.0.1:{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AddressThatIsNone_ThisMailsOwnFault() =>
        await Assert.ThrowsAsync<FormatException>(() => Transport(1).Send(SampleMail.Make("not an address"), CancellationToken.None));
}

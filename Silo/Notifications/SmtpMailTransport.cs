using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Notifications;

/// <summary>Sends over SMTP, each mail on a connection of its own.</summary>
internal sealed class SmtpMailTransport(IOptions<OrdersOptions> options) : IMailTransport
{
    /// <summary>For one mail, from knocking to "accepted".</summary>
    private static readonly TimeSpan SendLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(5);

    private readonly SmtpOptions _smtp = options.Value.Smtp;

    public async Task Send(OutgoingMail mail, CancellationToken stop)
    {
        try
        {
            // A thread of its own: parts of the client block, and the pool's few threads have orders to serve.
            await Task.Factory.StartNew(() => Deliver(mail), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(stop);
        }
        catch (AuthenticationException e)
        {
            throw new MailServerDownException($"{_smtp.Host}:{_smtp.Port}: no encrypted connection.", e);
        }
        catch (SmtpException e) when (IsOfTheServer(e))
        {
            throw new MailServerDownException($"{_smtp.Host}:{_smtp.Port} lets nobody in ({(int)e.StatusCode}).", e);
        }
        catch (SmtpException e) when (e is not SmtpFailedRecipientException)
        {
            if (await Probe(stop) is { } down) throw new MailServerDownException(down, e);
            throw;
        }
    }

    // 421: it closes; 454: no encryption or sign-in just now; 530 to 538: our sign-in is not good enough. The next mail fares no better.
    private static bool IsOfTheServer(SmtpException e) => (int)e.StatusCode is 421 or 454 or 530 or 534 or 535 or 538;

    private void Deliver(OutgoingMail mail)
    {
        using var message = MimeMail.Of(mail, _smtp.From);
        using var client = new SmtpClient(_smtp.Host!, _smtp.Port)
        {
            EnableSsl = _smtp.StartTls,
            Timeout = (int)SendLimit.TotalMilliseconds,
            DeliveryFormat = MimeMail.FormatFor(mail),
            Credentials = _smtp.User is null ? null : new NetworkCredential(_smtp.User, _smtp.Password),
        };
        client.Send(message);
    }

    /// <summary>Whether a failure is the server's or this mail's is not to be told from the failure: so knock once more.</summary>
    /// <returns>What is wrong with the server, or null: it answers.</returns>
    private async Task<string?> Probe(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ProbeLimit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(_smtp.Host!, _smtp.Port, limit.Token);
            using var reader = new StreamReader(client.GetStream());
            var greeting = await reader.ReadLineAsync(limit.Token);
            return greeting?.StartsWith("220", StringComparison.Ordinal) == true ? null : $"{_smtp.Host}:{_smtp.Port} does not greet.";
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return $"{_smtp.Host}:{_smtp.Port}: {(e is OperationCanceledException ? "no answer." : e.Message)}";
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Orders.Hosting;

namespace Orders.Notifications;

/// <summary>Webhooks over HTTP: one request, no redirect, no cookie, no proxy, fifteen seconds, and of a refusal the first 4 KB.</summary>
internal sealed class HttpWebhookTransport : IWebhookTransport, IDisposable
{
    private const int MostAnswer = 4096;
    private const int MostQuoted = 500;
    private const int MostHeadersKiB = 16;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    private readonly GuardedConnections _connections;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly bool _allowHttp;

    public HttpWebhookTransport(IOptions<OrdersOptions> options, TimeProvider time)
        : this(options.Value.Webhooks, time, (host, stop) => Dns.GetHostAddressesAsync(host, stop))
    {
    }

    internal HttpWebhookTransport(WebhookOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
    {
        _time = time;
        _allowHttp = options.AllowHttp;
        _connections = new GuardedConnections(options.AllowPrivateAddresses, lookUp);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            MaxResponseHeadersLength = MostHeadersKiB,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2), // names are looked up anew
            ConnectCallback = (context, stop) => _connections.Connect(context.DnsEndPoint, stop),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan, // by our own clock, below
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Orders-Webhooks/1");
    }

    public async Task<string?> Check(Uri url)
    {
        if (url.Scheme != Uri.UriSchemeHttps && !_allowHttp) return "Must begin with https://.";
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        try
        {
            return (await _connections.Admissible(url.IdnHost, limit.Token)).Length == 0 ? "Must be an address of the public internet." : null;
        }
        catch (Exception e) when (e is SocketException or ArgumentException or UriFormatException or OperationCanceledException)
        {
            return "There is no server of that name.";
        }
    }

    public async Task<WebhookAnswer> Send(WebhookRequest request, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(TimeLimit, _time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            if (request.Url.Scheme != Uri.UriSchemeHttps && !_allowHttp) return new WebhookAnswer(null, "Only https:// is allowed.");
            using var message = new HttpRequestMessage(HttpMethod.Post, request.Url);
            message.Content = new StringContent(request.Body, new UTF8Encoding(false), "application/json");
            foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, end.Token);
            // It has arrived, whatever becomes of the words after that.
            if (response.IsSuccessStatusCode) return new WebhookAnswer((int)response.StatusCode, null);
            var text = await Beginning(response, end.Token);
            return new WebhookAnswer((int)response.StatusCode, Words(response, text), RetryAfter(response));
        }
        catch (OperationCanceledException)
        {
            return new WebhookAnswer(null, stop.IsCancellationRequested ? "Interrupted." : $"No answer within {TimeLimit.TotalSeconds} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AddressRefusedException or SocketException or UriFormatException)
        {
            return new WebhookAnswer(null, e.InnerException is AddressRefusedException inner ? inner.Message : e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken stop)
    {
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[MostAnswer];
        var count = await body.ReadAtLeastAsync(buffer, MostAnswer, throwOnEndOfStream: false, stop);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    private static string Words(HttpResponseMessage response, string text)
    {
        var said = new string([.. text.Where(c => !char.IsControl(c)).Take(MostQuoted)]).Trim();
        var status = (int)response.StatusCode;
        var what = status is >= 300 and <= 399 ? $"The receiver answered {status}: redirects are not followed." : $"The receiver answered {status}.";
        return said.Length == 0 ? what : $"{what} It said: {said}";
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Orders.Tests.Notifications;

internal sealed record Received(string Path, string Id, string Timestamp, string Signature, string Body)
{
    /// <summary>As the specification tells receivers to verify, written from its text.</summary>
    public bool IsSignedWith(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        var expected = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.{Body}"));
        return Signature.Split(' ').Select(s => s.Split(',')).Any(s =>
            s is ["v1", var signature] && CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(signature)));
    }

    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(long.Parse(Timestamp, CultureInfo.InvariantCulture));
}

/// <summary>A server that webhooks are sent to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = context =>
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    public Uri Address => new(_app.Urls.Single());

    public Uri At(string path) => new(Address, path);

    public void AnswersWith(int status) => Answer = context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static async Task<Receiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.Receive);
        await app.StartAsync();
        return receiver;
    }

    public async Task<Received> Next() => await _received.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public async Task<List<Received>> Take(int count)
    {
        var all = new List<Received>();
        while (all.Count < count) all.Add(await Next());
        return all;
    }

    /// <summary>What has come already, or null.</summary>
    public Received? TryTake() => _received.Reader.TryRead(out var received) ? received : null;

    public void HasNothing() => Assert.False(_received.Reader.TryPeek(out var unexpected), $"Unexpected: {unexpected}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Receive(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false));
        var headers = context.Request.Headers;
        var received = new Received(
            context.Request.Path, headers["webhook-id"].Single()!, headers["webhook-timestamp"].Single()!, headers["webhook-signature"].Single()!,
            await reader.ReadToEndAsync());
        Assert.Equal("application/json", context.Request.ContentType!.Split(';')[0]);
        await Answer(context);
        _received.Writer.TryWrite(received);
    }
}

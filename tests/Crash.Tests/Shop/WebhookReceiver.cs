using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Orders.Tests.Crash;

/// <summary>Somebody's program that listens to the shop's webhooks. It outlives the shop's processes.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app) => _app = app;

    /// <summary>What came, by the message's id. The same message may come again: that is what the id is for.</summary>
    public ConcurrentDictionary<string, string> Bodies { get; } = new();

    /// <summary>Messages that came again with other words.</summary>
    public ConcurrentBag<string> Changed { get; } = [];

    public string Address => _app.Urls.Single() + "/hooks";

    public static async Task<WebhookReceiver> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Map("/hooks", async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            string id = context.Request.Headers["webhook-id"]!;
            if (receiver.Bodies.GetOrAdd(id, body) != body) receiver.Changed.Add(id);
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

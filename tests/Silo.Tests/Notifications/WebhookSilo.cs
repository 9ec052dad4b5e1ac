using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orders.Hosting;
using Orders.Storage;
using Orleans.Conformance;
using Orleans.Runtime;

namespace Orders.Tests.Notifications;

/// <summary>The whole silo over a directory, by a clock that stands still until a test moves it. Webhooks may go to this machine.</summary>
internal sealed class WebhookSilo : IAsyncDisposable
{
    public const long Shop = 7;
    public static readonly Actor Seller = new(Role.Seller, 70, "Sam", Shop, Origin.Api);

    private readonly IHost _host;
    private readonly ManualTimeProvider _clock;

    private WebhookSilo(IHost host, ManualTimeProvider clock) => (_host, _clock) = (host, clock);

    public IWebhooksGrain Webhooks => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWebhooksGrain>(Shop);

    public SqliteDatabase Database => _host.Services.GetRequiredService<SqliteDatabase>();

    public IWebhookStore Store => _host.Services.GetRequiredService<IWebhookStore>();

    public static async Task<WebhookSilo> Start(string directory, ManualTimeProvider clock)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Orders:DataDirectory"] = directory,
            ["Orders:Demo"] = "false",
            ["Orders:Webhooks:AllowHttp"] = "true",
            ["Orders:Webhooks:AllowPrivateAddresses"] = "true",
        });
        builder.Services.AddSingleton<TimeProvider>(clock);
        foreach (var area in new[] { TimeProviderNames.Messaging, TimeProviderNames.ActivationManagement, TimeProviderNames.Membership, TimeProviderNames.SystemTimers })
            builder.Services.AddKeyedSingleton(area, TimeProvider.System);
        builder.AddOrdersSilo();
        var host = builder.Build();
        await host.StartAsync();
        return new WebhookSilo(host, clock);
    }

    public async Task<WebhookView> Add(Uri url) => (await Webhooks.Add(Seller, url.AbsoluteUri, null).InTime()).Webhook!;

    /// <summary>Tells the seller of something, as an order does.</summary>
    public async Task Notify(int n, long shop = Shop)
    {
        var notice = new Notice(
            new Recipient(Seller.Id, Role.Seller, "Sam", "sam@example.com") { SellerId = shop }, NotificationEvent.OrderShipped, $"order:{n}", _clock.GetUtcNow(), "t", "b", "/p")
        {
            Data = $$"""{"n":{{n}}}""",
        };
        await _host.Services.GetRequiredService<IGrainFactory>().GetGrain<INotificationsGrain>(Seller.Id).Tell(notice).InTime();
    }

    public Task WakeSender(long id) => _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IWebhookSenderGrain>(id).Wake();

    /// <summary>The endpoint's deliveries, oldest first.</summary>
    public async Task<ImmutableArray<WebhookDelivery>> Deliveries(long id) =>
        [.. (await Webhooks.Deliveries(Seller, id, null, OrderLimits.PageSize).InTime())!.Items.Reverse()];

    /// <summary>Waits until what was sent is noted, too.</summary>
    public Task Noted(long id, Func<ImmutableArray<WebhookDelivery>, bool> condition) =>
        Limits.Eventually(async () => condition(await Deliveries(id)), "the deliveries are as they should be");

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

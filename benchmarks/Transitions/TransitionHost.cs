using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Hosting;
using Orders.Storage;
using Orleans.Streams;

namespace Orders.Benchmarks;

/// <summary>What a host of a benchmark does otherwise than production.</summary>
/// <param name="MaxBatch">1: every write has a commit of its own.</param>
/// <param name="OrdersAlone">Nobody hears of an order's events, and nobody's confirmation is awaited.</param>
internal sealed record TransitionSetup(int? MaxBatch = null, bool OrdersAlone = false);

/// <summary>The silo as it runs in production, over the benchmark's database. Mail goes to a server that takes it at once.</summary>
internal sealed class TransitionHost : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Ever = TimeSpan.FromDays(365);

    private readonly IHost _host;

    private TransitionHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TransitionHost> Start(
        BenchmarkDatabase data, TransitionSetup? setup = null, params KeyValuePair<string, string?>[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection([.. data.Settings, new("Orders:Demo", "false"), .. settings]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddOrdersSilo();
        builder.Services.AddSingleton<IMailTransport, PromptMail>();
        if (setup?.MaxBatch is { } most) builder.Services.Configure<StorageOptions>(storage => storage.MaxBatch = most);
        if (setup is { OrdersAlone: true })
        {
            builder.Services.AddSingleton<OrderStore>();
            builder.Services.AddSingleton<IOrderStore, UnawaitedOrders>();
            builder.Services.AddKeyedSingleton<IStreamProvider, SilentStreams>(OrderStreams.Provider);
        }

        var host = builder.Build();
        await host.StartAsync();
        return new TransitionHost(host);
    }

    /// <summary>Every event is confirmed by everybody whom it concerns.</summary>
    public async Task Settled()
    {
        var outbox = _host.Services.GetRequiredService<IOutboxStore>();
        while (!(await outbox.Due(DateTimeOffset.UtcNow + Ever, 1)).IsEmpty) await Task.Delay(Look);
    }

    /// <summary>All mail has gone out.</summary>
    public async Task MailSent()
    {
        var mail = _host.Services.GetRequiredService<IMailStore>();
        while (!(await mail.Due(DateTimeOffset.UtcNow, 1)).IsEmpty) await Task.Delay(Look);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class PromptMail : IMailTransport
    {
        public Task Send(OutgoingMail mail, CancellationToken stop) => Task.CompletedTask;
    }
}

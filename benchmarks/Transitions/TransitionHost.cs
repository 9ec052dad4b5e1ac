using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Hosting;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <summary>The silo as it runs in production, over the benchmark's database.</summary>
internal sealed class TransitionHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TransitionHost(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <param name="maxBatch">1: every transition has a commit of its own.</param>
    public static async Task<TransitionHost> Start(BenchmarkDatabase data, int? maxBatch = null, params KeyValuePair<string, string?>[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection([.. data.Settings, new("Orders:Demo", "false"), .. settings]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddOrdersSilo();
        if (maxBatch is { } most) builder.Services.Configure<StorageOptions>(storage => storage.MaxBatch = most);
        var host = builder.Build();
        await host.StartAsync();
        return new TransitionHost(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

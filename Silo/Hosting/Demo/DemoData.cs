using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Identity;

namespace Orders.Hosting;

/// <summary>
/// Fills an empty shop for a first look, before the first request is taken. Times count back from when the demo was first made,
/// so that a start after an interrupted one finds the same orders again and adds only what is missing.
/// </summary>
internal sealed partial class DemoData(
    IOptions<OrdersOptions> options, IHostEnvironment environment, IAccountAdministration accounts, IGrainFactory grains,
    ILogger<DemoData> logger, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!(options.Value.Demo ?? environment.IsDevelopment())) return;
        var started = time.GetTimestamp();
        var people = await DemoAccounts.Ensure(accounts);
        var products = await DemoProducts.Ensure(grains, people);
        var added = await DemoOrders.Ensure(grains, people, products);
        LogSeeded(added, (long)time.GetElapsedTime(started).TotalMilliseconds);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(60, LogLevel.Information, "Demo data is there: {Added} orders added in {Milliseconds} ms")]
    private partial void LogSeeded(int added, long milliseconds);
}

internal static class DemoDataServices
{
    public static IServiceCollection AddDemoData(this IServiceCollection services) => services.AddHostedService<DemoData>();
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Identity;

namespace Orders.Hosting;

/// <summary>
/// Fills an empty shop for a first look: products before the first request, accounts and orders while the first page is being
/// looked at (hashing passwords takes its time); whoever signs in waits for them (<see cref="DemoGate"/>). Times count back
/// from when the demo was first made, so that a start after an interrupted one finds the same orders and adds what is missing.
/// </summary>
internal sealed partial class DemoData(
    DemoGate gate, IAccountAdministration accounts, IGrainFactory grains, ILogger<DemoData> logger, TimeProvider time) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (gate.IsOpen) return; // No demo here.
        await DemoProducts.Ensure(grains);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>An error ends the process, as a background service's does: half a demo would look like a bug of the program.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var started = time.GetTimestamp();
            var people = await DemoAccounts.Ensure(accounts);
            var added = await DemoOrders.Ensure(grains, people, stoppingToken);
            gate.Open();
            LogSeeded(added, (long)time.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e); // The host's own word for it is switched off with the rest of its chatter.
            Environment.ExitCode = 1;
            throw;
        }
    }

    [LoggerMessage(60, LogLevel.Information, "Demo data is there: {Added} orders added in {Milliseconds} ms")]
    private partial void LogSeeded(int added, long milliseconds);

    [LoggerMessage(61, LogLevel.Critical, "The demo data could not be made, so the shop ends. Without them: Orders:Demo=false")]
    private partial void LogFailed(Exception exception);
}

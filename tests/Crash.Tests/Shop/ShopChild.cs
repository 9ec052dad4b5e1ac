using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orders.Hosting;

namespace Orders.Tests.Crash;

/// <summary>What this assembly does when a test starts it as a process of its own: a shop, to be killed at one of its places.</summary>
internal static class ShopChild
{
    // At work it only lets what is under way reach the places; to settle, everything must come to its end.
    private static readonly TimeSpan AtWork = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ToSettle = TimeSpan.FromSeconds(300);

    public static async Task<int> Main(string[] args)
    {
        if (args is not [var mode, var directory, var seed]) throw new ArgumentException("work|settle|wave|waves-end DIRECTORY SEED");
        var database = StoredDatabase.OfEnvironment(directory);
        using var host = Build(database, mode == "settle" ? new QuickTime() : TimeProvider.System);
        await host.StartAsync();
        if (mode == "work") await ShopLoad.Run(host.Services, int.Parse(seed, CultureInfo.InvariantCulture));
        if (mode == "wave") await EscalationLoad.Run(host.Services);
        using var patience = new CancellationTokenSource(mode == "work" ? AtWork : ToSettle);
        var left = await (mode is "wave" or "waves-end" ? Quiescence.NothingDue(database, patience.Token) : Quiescence.Reached(database, patience.Token));
        await host.StopAsync();
        if (mode == "work" || left is null) return 0;
        await Console.Error.WriteLineAsync($"Still there: {left}");
        return 1;
    }

    private static IHost Build(StoredDatabase database, TimeProvider time)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
        [
            .. database.Settings, new("Orders:DataDirectory", database.Folder), new("Orders:Demo", "false"), new("Orders:Escalation:TickSeconds", "1"),
            new("Orders:Webhooks:AllowHttp", "true"), new("Orders:Webhooks:AllowPrivateAddresses", "true"),
        ]);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(time);
        builder.AddOrdersSilo();
        return builder.Build();
    }
}

/// <summary>
/// A clock ten times as fast, timers included, so that reminders and waits of a minute come after six seconds. It begins ahead of
/// the real one: what was put off by the process before is due.
/// </summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Factor = 10;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    private readonly DateTimeOffset _start = System.GetUtcNow() + Ahead;
    private readonly long _from = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _start + (System.GetElapsedTime(_from) * Factor);

    public override long GetTimestamp() => (System.GetTimestamp() - _from) * Factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new QuickTimer(System.CreateTimer(callback, state, Quick(dueTime), Quick(period)));

    private static TimeSpan Quick(TimeSpan time) => time <= TimeSpan.Zero ? time : time / Factor;

    private sealed class QuickTimer(ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Quick(dueTime), Quick(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

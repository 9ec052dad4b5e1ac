using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orders.Hosting;
using Orders.Identity;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>A silo in this process, for as long as a command works.</summary>
public sealed class SiloSession : IAsyncDisposable
{
    private static readonly TimeSpan ToLeave = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private SiloSession(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public TimeProvider Time => _host.Services.GetRequiredService<TimeProvider>();

    public IAccountAdministration Accounts => _host.Services.GetRequiredService<IAccountAdministration>();

    internal IDatabase Database => _host.Services.GetRequiredService<IDatabase>();

    /// <summary>The configuration, for commands that need no silo.</summary>
    /// <exception cref="CommandException">It is not one to start with: the message says why.</exception>
    public static OrdersOptions OptionsOf(string? dataDirectory)
    {
        using var host = Build(dataDirectory, LogLevel.Error);
        try
        {
            return host.Services.GetRequiredService<IOptions<OrdersOptions>>().Value;
        }
        catch (Exception e) when (StartFailure.InWords(e) is { } words)
        {
            throw new CommandException(ExitCodes.CannotStart, words);
        }
    }

    /// <exception cref="CommandException">It cannot start: the message says why.</exception>
    public static async Task<SiloSession> Start(string? dataDirectory, CancellationToken stop)
    {
        var host = Build(dataDirectory, LogLevel.Error, ("Orders:Demo", "false"));
        try
        {
            await host.StartAsync(stop);
            return new SiloSession(host);
        }
        catch (Exception e)
        {
            await Leave(host);
            if (StartFailure.InWords(e) is { } words) throw new CommandException(ExitCodes.CannotStart, words);
            throw;
        }
    }

    /// <summary>Runs a silo until it is told to stop.</summary>
    /// <exception cref="CommandException">It cannot start: the message says why.</exception>
    public static async Task Run(string? dataDirectory, TextWriter output, CancellationToken stop)
    {
        var host = Build(dataDirectory, LogLevel.Information);
        try
        {
            await host.StartAsync(stop);
            await output.WriteLineAsync("The silo runs. Ctrl-C stops it.");
            await host.WaitForShutdownAsync(stop);
        }
        catch (Exception e) when (StartFailure.InWords(e) is { } words)
        {
            throw new CommandException(ExitCodes.CannotStart, words);
        }
        finally
        {
            await Leave(host);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await Leave(_host);
    }

    // What was started of a silo that then could not start ends by itself; a process that does not end is worse than one that ends at once.
    private static async Task Leave(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync().AsTask().WaitAsync(ToLeave);
        else host.Dispose();
    }

    private static IHost Build(string? dataDirectory, LogLevel least, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Configuration = NotWatchingFiles() });
        builder.Configuration.AddInMemoryCollection([new("Orders:Hosting", HostingChoice.InProcess)]); // what runs here is a silo, whatever front ends are
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value)));
        if (dataDirectory is not null) builder.Configuration.AddInMemoryCollection([new("Orders:DataDirectory", dataDirectory)]);

        // What a command prints is for the next program in the pipe.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(least);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", least < LogLevel.Warning ? LogLevel.Warning : least); // it writes down every query
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical); // why it did not start, the command says in words
        builder.AddOrdersSilo();

        // The command line listens for Ctrl-C and decides what is to be finished first.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    // Waiting for appsettings.json to change means watching all of its folder, and so hearing of every write to the database in it.
    private static ConfigurationManager NotWatchingFiles()
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        return configuration;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

using Microsoft.Extensions.Hosting;

namespace Orders.Storage;

/// <summary>Keeps a silo from starting on a database that is half imported. Right behind the storage's own start, before anything writes.</summary>
internal sealed class ImportGuard(IDatabase database) : IHostedLifecycleService
{
    /// <exception cref="ImportUnfinishedException">It is half imported.</exception>
    public Task StartingAsync(CancellationToken cancellationToken) => database.Read(connection =>
    {
        ImportMark.Refuse(connection);
        return true;
    });

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

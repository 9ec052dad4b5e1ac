using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orders.Storage;
using Orleans.Runtime.Hosting;

namespace Orders.Hosting;

public static class SqliteStorageExtensions
{
    /// <summary>The name of grain storage: <c>[PersistentState("state", "orders")]</c>.</summary>
    public const string GrainStorageName = "orders";

    /// <summary>
    /// Orders, products, grain state and reminders in one SQLite file, behind the ports <see cref="IOrderStore"/>, <see cref="IOrderReader"/> and
    /// <see cref="ICatalogueStore"/>, with a health check tagged <c>ready</c>. To be added before the silo: services stop in
    /// reverse order, and the database is closed last.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, Action<SqliteStorageOptions>? configure = null)
    {
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteDatabase>();
        services.AddHostedService<SqliteStorageService>();
        services.AddSingleton<IOrderStore, SqliteOrderStore>();
        services.AddSingleton<IOutboxStore, SqliteOutboxStore>();
        services.AddSingleton<IOrderEventReader, SqliteOrderEventReader>();
        services.AddSingleton<IAuditReader, SqliteAuditReader>();
        services.AddSingleton<IAuditCheckpoints, SqliteAuditCheckpoints>();
        services.AddSingleton<IEscalationStore, SqliteEscalationStore>();
        services.AddSingleton<IOrderReader, SqliteOrderReader>();
        services.AddSingleton<ICatalogueStore, SqliteCatalogueStore>();
        services.AddSingleton<SqliteGrainStorage>();
        services.AddGrainStorage(GrainStorageName, (provider, _) => provider.GetRequiredService<SqliteGrainStorage>());
        services.AddSingleton<IReminderTable, SqliteReminderTable>();
        services.AddHealthChecks().AddCheck<SqliteHealthCheck>("database", tags: ["ready"]);
        return services;
    }
}

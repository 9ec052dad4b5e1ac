using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orleans.Runtime.Hosting;

namespace Orders.Hosting;

public static class StorageServices
{
    /// <summary>The name of grain storage: <c>[PersistentState("state", "orders")]</c>.</summary>
    public const string GrainStorageName = "orders";

    /// <summary>
    /// Orders, products, stock, grain state and reminders in one SQLite file, behind the ports <see cref="IOrderStore"/>,
    /// <see cref="IOrderReader"/>, <see cref="ICatalogueStore"/>, <see cref="IStockStore"/> and others, with a health check tagged <c>ready</c>. To be added before the silo: services stop in
    /// reverse order, and the database is closed last.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, Action<StorageOptions>? configure = null)
    {
        if (configure is not null) services.Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteDatabase>();
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.PostgresConnection is null
            ? provider.GetRequiredService<SqliteDatabase>()
            : provider.GetRequiredService<PostgresDatabase>());
        services.AddHostedService<StorageService>();
        services.AddSingleton<IOrderStore, OrderStore>();
        services.AddSingleton<IOutboxStore, OutboxStore>();
        services.AddSingleton<IOrderEventReader, OrderEventReader>();
        services.AddSingleton<IAuditReader, AuditReader>();
        services.AddSingleton<IAuditCheckpoints, AuditCheckpoints>();
        services.AddSingleton<IEscalationStore, EscalationStore>();
        services.AddSingleton<IOrderReader, OrderReader>();
        services.AddSingleton<ICatalogueStore, CatalogueStore>();
        services.AddSingleton<IStockStore, StockStore>();
        services.AddSingleton<INotificationStore, NotificationStore>();
        services.AddSingleton<IMailStore, MailStore>();
        services.AddSingleton<GrainStateStorage>();
        services.AddGrainStorage(GrainStorageName, (provider, _) => provider.GetRequiredService<GrainStateStorage>());
        services.AddSingleton<IReminderTable, ReminderTable>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("database", tags: ["ready"]);
        return services;
    }
}

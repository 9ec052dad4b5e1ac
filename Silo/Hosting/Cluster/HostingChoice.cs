using Microsoft.Extensions.Configuration;

namespace Orders.Hosting;

/// <summary>The setting <c>Orders:Hosting</c>.</summary>
internal static class HostingChoice
{
    /// <summary>This process is a silo.</summary>
    public const string InProcess = "InProcess";

    /// <summary>This process asks the silos of a cluster.</summary>
    public const string Client = "Client";

    public static bool IsClient(IConfiguration configuration) => IsClient(configuration[$"{OrdersOptions.Section}:Hosting"]);

    public static bool IsClient(string? hosting) => string.Equals(hosting, Client, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Complaint(OrdersOptions options)
    {
        if (string.Equals(options.Hosting, InProcess, StringComparison.OrdinalIgnoreCase)) return null;
        if (!IsClient(options.Hosting)) return $"Orders:Hosting must be InProcess or Client, not '{options.Hosting}'.";
        if (!EngineSetup.HasClusters)
            return "Orders:Hosting=Client asks for a cluster, and the embedded engine is one process: build with -p:Engine=orleans, or leave it out.";
        return string.Equals(options.Database.Provider, DatabaseOptions.Postgres, StringComparison.OrdinalIgnoreCase)
            ? null
            : "Orders:Hosting=Client finds its silos through PostgreSQL: it needs Orders:Database:Provider=Postgres.";
    }
}

using System.Diagnostics;
using System.Reflection;

namespace Orders.Tests.Crash;

/// <summary>The web front end as a process of its own: the whole shop, or the pages of a cluster.</summary>
internal sealed class WebShop : IAsyncDisposable
{
    private readonly ServerProcess _process;

    private WebShop(ServerProcess process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public bool HasEnded => _process.HasEnded;

    /// <summary>What it wrote last.</summary>
    public string Log => _process.Log;

    /// <param name="database">Whose shop.</param>
    /// <param name="hosting"><c>Client</c>: without a silo.</param>
    public static async Task<WebShop> Start(StoredDatabase database, string hosting = "InProcess")
    {
        var assembly = typeof(WebShop).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Last(a => a.Key == "WebFrontend").Value!;
        var start = new ProcessStartInfo("dotnet", [assembly]) { WorkingDirectory = database.Folder };
        database.Name(start.Environment);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["urls"] = "http://127.0.0.1:0",
            ["Orders__DataDirectory"] = database.Folder,
            ["Orders__Hosting"] = hosting,
            ["Orders__RateLimit__Enabled"] = "false",
            ["Orders__Webhooks__AllowHttp"] = "true",
            ["Orders__Webhooks__AllowPrivateAddresses"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Extensions.Diagnostics.HealthChecks"] = "None", // says the same at every look
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
        }) start.Environment[key] = value;
        var (process, address) = await ServerProcess.Start(start, "Now listening on: ");
        return new WebShop(process, new Uri(address));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

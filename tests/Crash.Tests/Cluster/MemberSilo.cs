using System.Diagnostics;

namespace Orders.Tests.Crash;

/// <summary>A silo of a cluster, without pages, as a process of its own.</summary>
internal static class MemberSilo
{
    public static async Task<ServerProcess> Start(StoredDatabase database)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Silo.dll"), "--data-directory", database.Folder])
        {
            WorkingDirectory = database.Folder,
        };
        database.Name(start.Environment);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Orders__Webhooks__AllowHttp"] = "true",
            ["Orders__Webhooks__AllowPrivateAddresses"] = "true",
            ["Logging__LogLevel__Default"] = "Warning",
        }) start.Environment[key] = value;
        return (await ServerProcess.Start(start, "The silo runs.")).Process;
    }
}

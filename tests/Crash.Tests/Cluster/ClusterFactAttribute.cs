using System.Reflection;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Crash;

/// <summary>A test of several silos: skipped, visibly, where the engine is the embedded one, which is one process.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    private static readonly string? Engine =
        typeof(ClusterFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(Engine)).Value;

    public ClusterFactAttribute() => Skip = Engine == "orleans"
        ? PostgresServer.SkipReason
        : "Several silos are Microsoft Orleans': -p:Engine=orleans.";
}

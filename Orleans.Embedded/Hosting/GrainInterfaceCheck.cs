using Microsoft.Extensions.Hosting;
using Orleans.References;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Finds, at the start, what would fail at the first call.</summary>
internal static class GrainInterfaceCheck
{
    internal static void Run(Silo silo, IHostEnvironment? environment)
    {
        var wrong = silo.Types.Classes.SelectMany(c => c.Interfaces).Distinct()
            .SelectMany(ProxyCompiler.MethodsOf)
            .Where(m => !CallKind.IsSupported(m))
            .Select(m => $"{m.DeclaringType}.{m.Name} returns {m.ReturnType}")
            .ToArray();
        if (wrong.Length > 0) throw new OrleansConfigurationException(
            $"A grain interface method is not generic, takes no references, and returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>: {string.Join("; ", wrong)}");
    }
}

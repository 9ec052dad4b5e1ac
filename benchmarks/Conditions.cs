using System.Runtime;
using System.Runtime.InteropServices;

namespace Orders.Benchmarks;

/// <summary>Under what circumstances the figures were taken: without them they mean nothing.</summary>
public static class Conditions
{
    public static void Print(Plan plan)
    {
        Console.WriteLine($"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC · {Environment.ProcessorCount} cores ({Processor()}) · "
            + $"{RuntimeInformation.FrameworkDescription} · {RuntimeInformation.OSDescription}");
        Console.WriteLine($"GC: {(GCSettings.IsServerGC ? "server" : "workstation")}, {GCSettings.LatencyMode} · "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB · build: {Configuration()} · "
            + $"medians of {plan.Rounds} rounds of {plan.Round.TotalSeconds:0.#} s after one to warm up");
        Console.WriteLine();
    }

    private static string Processor()
    {
        const string path = "/proc/cpuinfo";
        var lines = File.Exists(path) ? File.ReadLines(path) : [];
        var line = lines.FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Configuration() =>
#if DEBUG
        "Debug, not to be quoted";
#else
        "Release";
#endif
}

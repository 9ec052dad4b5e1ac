using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orders.House;

/// <summary>Who may use what (docs/architecture.md, "The map").</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly[] Domain = [typeof(IOrderGrain).Assembly, typeof(OrderGrain).Assembly];

    [Fact]
    public void Domain_Assemblies_UseTheEngineAndTheFrameworkOnly()
    {
        string[] allowed = ["Orleans.", "System.", "Microsoft.Extensions.Logging", "Microsoft.Extensions.DependencyInjection", "Grains.Interfaces"];

        Assert.All(Domain, assembly => Complaints.None(AssemblyView.Of(assembly).Assemblies
            .Where(used => !allowed.Any(a => (used + ".").StartsWith(a, StringComparison.Ordinal) || used.StartsWith(a, StringComparison.Ordinal)))));
    }

    /// <summary>Time comes from TimeProvider, waiting is the engine's, and nothing blocks a thread or reads the machine.</summary>
    [Fact]
    public void Domain_Assemblies_ReadNoClockAndDoNotWait()
    {
        string[] forbidden =
        [
            "System.DateTime.get_UtcNow", "System.DateTime.get_Now", "System.DateTime.get_Today", "System.DateTimeOffset.get_UtcNow",
            "System.DateTimeOffset.get_Now", "System.TimeProvider.get_System",
            "System.Environment.get_TickCount64", "System.Environment.get_TickCount",
            "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.Wait",
            "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Thread.Sleep", "System.Threading.Thread..ctor",
            "System.Diagnostics.Stopwatch.StartNew", "System.Diagnostics.Stopwatch.GetTimestamp", "System.Diagnostics.Stopwatch..ctor",
            "System.Random.get_Shared", "System.Console.WriteLine", "System.IO.File.ReadAllText", "System.Environment.GetEnvironmentVariable",
        ];

        Assert.All(Domain, assembly => Complaints.None(AssemblyView.Of(assembly).Members.Intersect(forbidden)));
    }

    [Fact]
    public void Domain_Types_HoldNoStaticStateThatChanges() =>
        Complaints.None(
            from assembly in Domain
            from type in assembly.GetTypes()
            where !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.FullName!.StartsWith("Orders.", StringComparison.Ordinal)
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where !field.IsInitOnly && !field.IsLiteral && !IsGenerated(field)
            select $"{type.Name}.{field.Name}");

    /// <summary>The same source for both engines.</summary>
    [Fact]
    public void Domain_Sources_HaveNoConditions() =>
        Complaints.None(
            from file in SourceTree.In("Grains", "Grains.Interfaces")
            from line in file.Lines
            where line.TrimStart() is ['#', 'i' or 'e', ..] // #if, #else, #elif, #endif
            select $"{file.Path}: {line}");

    [Fact]
    public void Grains_ThatWrite_AreNotReentrant() =>
        Complaints.None(typeof(OrderGrain).Assembly.GetTypes()
            .Where(t => t.GetCustomAttributes().Any(a => a.GetType().Name == "ReentrantAttribute")));

    /// <summary>An order can be decided about without an engine: the pure code beside a grain knows nothing of one.</summary>
    [Fact]
    public void PureCode_BesideTheGrains_KnowsNoEngine() =>
        Complaints.None(
            from file in SourceTree.In("Grains")
            where !file.Name.Contains("Grain.", StringComparison.Ordinal)
            from line in file.Lines
            where line.StartsWith("using Orleans", StringComparison.Ordinal) || line.Contains("async ", StringComparison.Ordinal)
            select $"{file.Path}: {line}");

    /// <summary>The front end speaks to grains through their interfaces. Of the silo it knows how to host it, and nothing else.</summary>
    [Fact]
    public void WebFrontend_OfTheSilo_UsesTheHostingOnly()
    {
        var web = AssemblyView.Of(SourceTree.OutputOf("WebFrontend"));

        Assert.Contains("Grains.Interfaces", web.Assemblies);
        Complaints.None(web.Assemblies.Intersect(["Grains", "Microsoft.Data.Sqlite", "Microsoft.EntityFrameworkCore", "Npgsql", "Dapper"]));
        Assert.Equal(["Silo: Orders.Hosting.OrdersSilo"], web.Types.Where(t => t.StartsWith("Silo: ", StringComparison.Ordinal)));
    }

    /// <summary>The engine is a library of its own: it knows nothing of orders.</summary>
    [Fact]
    public void Engine_Sources_KnowNothingOfOurs() =>
        Complaints.None(
            from file in SourceTree.In("Orleans.Embedded")
            from line in file.Lines
            where line.Contains("using Orders", StringComparison.Ordinal) || line.Contains("namespace Orders", StringComparison.Ordinal)
            select $"{file.Path}: {line}");

    private static bool IsGenerated(FieldInfo field) =>
        field.Name.StartsWith('<') || field.IsDefined(typeof(CompilerGeneratedAttribute)) || field.Name.StartsWith("__", StringComparison.Ordinal);
}

using System.Collections.Immutable;

namespace Orders.House;

/// <summary>A source file of the project, with its path from the root and its lines.</summary>
internal sealed record SourceFile(string Path, ImmutableArray<string> Lines)
{
    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsIn(params string[] folders) => folders.Any(f => Path.StartsWith(f + "/", StringComparison.Ordinal));

    public override string ToString() => $"{Path} ({Lines.Length} lines)";
}

/// <summary>What people write and read: everything but what tools make and what came from elsewhere unchanged.</summary>
internal static class SourceTree
{
    private static readonly string[] Skipped = ["bin", "obj", "artifacts", "TestResults", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>All C# and Razor files; the conformance tests are kept as they were run on Microsoft Orleans, so not those.</summary>
    public static ImmutableArray<SourceFile> Files { get; } =
    [
        .. Paths("*.cs").Concat(Paths("*.razor"))
            .Where(path => !path.StartsWith("tests/Orleans.Conformance.", StringComparison.Ordinal))
            .Select(path => new SourceFile(path, [.. File.ReadAllLines(Path.Combine(Root, path))])),
    ];

    public static IEnumerable<SourceFile> In(params string[] folders) => Files.Where(f => f.IsIn(folders));

    /// <summary>Paths from the root, with slashes.</summary>
    public static IEnumerable<string> Paths(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith('.') && !path.Split('/').Any(Skipped.Contains))
            .Order(StringComparer.Ordinal);

    /// <summary>The assembly of another project, as it was built with these tests.</summary>
    public static string OutputOf(string project) =>
        Path.Combine(AppContext.BaseDirectory.Replace(Path.Combine("tests", "House.Tests"), project, StringComparison.Ordinal), project + ".dll");

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Orders.sln"))) return at.FullName;
        }

        throw new InvalidOperationException($"No Orders.sln above {AppContext.BaseDirectory}.");
    }
}

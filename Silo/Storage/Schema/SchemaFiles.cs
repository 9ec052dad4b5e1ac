using System.Globalization;
using System.Reflection;

namespace Orders.Storage;

/// <summary>One numbered step of the schema.</summary>
internal sealed record SchemaFile(int Version, string Name, string Sql);

/// <summary>The numbered SQL files of a database, embedded in this assembly. They are applied once each, in order, and never edited.</summary>
internal static class SchemaFiles
{
    public static IReadOnlyList<SchemaFile> Sqlite { get; } = Read("Schema/Sqlite/");

    public static IReadOnlyList<SchemaFile> Postgres { get; } = Read("Schema/Postgres/");

    /// <summary>Orleans' own tables in PostgreSQL.</summary>
    public static IReadOnlyList<SchemaFile> Orleans { get; } = Read("Schema/Orleans/");

    private static List<SchemaFile> Read(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Parse(name[prefix.Length..], ReadText(assembly, name)))
            .OrderBy(file => file.Version)
            .ToList();
        return files.Count > 0 && files.Select(file => file.Version).SequenceEqual(Enumerable.Range(1, files.Count))
            ? files
            : throw new InvalidOperationException($"The schema files under {prefix} are not numbered 1, 2, 3, … without a gap.");
    }

    private static SchemaFile Parse(string name, string sql) =>
        new(int.Parse(name.AsSpan(0, name.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture), name, sql);

    private static string ReadText(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

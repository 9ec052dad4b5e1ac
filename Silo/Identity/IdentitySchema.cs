using System.Globalization;
using Orders.Storage;

namespace Orders.Identity;

/// <summary>The numbered files in <c>Schema</c>: each is applied once, in one transaction, forward only.</summary>
internal static class IdentitySchema
{
    public sealed record File(int Number, string Sql);

    /// <param name="database"><c>Sqlite</c> or <c>Postgres</c>.</param>
    /// <returns>The number of the last file.</returns>
    public static int Latest(string database) => Read($"Identity/Schema/{database}/").Length;

    /// <param name="database"><c>Sqlite</c> or <c>Postgres</c>.</param>
    /// <param name="version">Where the database is.</param>
    /// <returns>What it has not seen yet, in order.</returns>
    /// <exception cref="SchemaTooNewException">A later program has been here.</exception>
    public static IReadOnlyList<File> After(long version, string database)
    {
        var files = Read($"Identity/Schema/{database}/");
        return version <= files.Length ? files[(int)version..] : throw new SchemaTooNewException((int)version, files.Length);
    }

    private static File[] Read(string prefix)
    {
        var assembly = typeof(IdentitySchema).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => new File(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), Text(name)))];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}

using System.Globalization;

namespace Orders.Testing;

/// <summary>PostgreSQL's programs on this machine: Debian's, the latest version first, or those on the path.</summary>
internal static class PostgresInstallation
{
    /// <summary>The oldest version that the shop runs on.</summary>
    public const int LeastVersion = 15;

    private const string Debian = "/usr/lib/postgresql";

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Null: there is none, or none that is new enough.</summary>
    public static string? Folder => Found.Value;

    public static string Program(string name) =>
        Path.Combine(Folder ?? throw new InvalidOperationException(PostgresServer.SkipReason), name);

    private static string? Find() => DebianFolders().Concat(PathFolders()).FirstOrDefault(folder => Version(folder) >= LeastVersion);

    private static IEnumerable<string> DebianFolders() => Directory.Exists(Debian)
        ? from folder in Directory.GetDirectories(Debian)
          let version = int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
          orderby version descending
          select Path.Combine(folder, "bin")
        : [];

    private static string[] PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    // "postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)". A client alone has psql, but neither of these two.
    private static int Version(string folder)
    {
        var server = Path.Combine(folder, "postgres");
        if (!File.Exists(server) || !File.Exists(Path.Combine(folder, "initdb"))) return 0;
        var number = Unprivileged.Run(server, "--version").Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2);
        return int.TryParse(number?.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }
}

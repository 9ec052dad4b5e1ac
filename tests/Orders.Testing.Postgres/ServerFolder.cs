using System.Diagnostics;
using System.Globalization;

namespace Orders.Testing;

/// <summary>
/// A server's temporary folder, named after the process that it is for. A guardian next to that process removes it with the server
/// when the process ends, however it ends; what a guardian could not do, the next run does.
/// </summary>
internal sealed class ServerFolder : IDisposable
{
    private const string Prefix = "orders-postgres-";

    // A socket's address has 107 bytes: less our own folder and the socket's name.
    private const int LongestParent = 60;

    // Standard input ends when the process does that holds its other end.
    private const string Farewell = """
        trap '' INT HUP TERM
        while read -r _; do :; done
        "$1" --pgdata="$2/data" --mode=immediate --wait stop
        rm -rf "$2"
        """;

    private readonly Process _guardian;

    private ServerFolder(string path)
    {
        Path = path;
        _guardian = Guard(path);
    }

    public string Path { get; }

    public static ServerFolder Create()
    {
        foreach (var left in Parents().SelectMany(parent => Directory.GetDirectories(parent, Prefix + "*")).Where(IsOfTheDead)) Remove(left);
        return new ServerFolder(Parents().Select(Make).FirstOrDefault(made => made is not null)
            ?? throw new InvalidOperationException($"PostgreSQL's user can make a folder in none of: {string.Join(", ", Parents())}"));
    }

    public void Dispose() => Farewells(_guardian);

    // The temporary folder may be far down, where no socket can be, or be for this process's user alone.
    private static IEnumerable<string> Parents() =>
        new[] { System.IO.Path.GetTempPath().TrimEnd('/'), "/tmp" }.Where(parent => parent.Length <= LongestParent && Directory.Exists(parent)).Distinct();

    private static string? Make(string parent)
    {
        try
        {
            var pattern = $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-XXXXXX";
            return Unprivileged.Run("mktemp", "--directory", "--tmpdir=" + parent, pattern).TrimEnd();
        }
        catch (InvalidOperationException)
        {
            return null; // the next one may do
        }
    }

    private static Process Guard(string path) =>
        Unprivileged.Start("sh", "-c", Farewell, "guardian", PostgresInstallation.Program("pg_ctl"), path);

    private static void Remove(string path) => Farewells(Guard(path));

    // Whether it went well is not asked: a server that has stopped by itself cannot be stopped, and folders of others stay.
    private static void Farewells(Process guardian)
    {
        guardian.StandardInput.Close();
        var errors = guardian.StandardError.ReadToEndAsync();
        guardian.StandardOutput.ReadToEnd();
        errors.Wait();
        guardian.WaitForExit();
        guardian.Dispose();
    }

    private static bool IsOfTheDead(string path)
    {
        var name = System.IO.Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !Directory.Exists($"/proc/{id}") && Directory.Exists("/proc/1");
    }
}

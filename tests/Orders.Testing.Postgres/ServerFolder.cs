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
        foreach (var left in Directory.GetDirectories(System.IO.Path.GetTempPath(), Prefix + "*").Where(IsOfTheDead)) Remove(left);
        var pattern = $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-XXXXXX";
        return new ServerFolder(Unprivileged.Run("mktemp", "--directory", "--tmpdir=" + System.IO.Path.GetTempPath(), pattern).TrimEnd());
    }

    public void Dispose() => Farewells(_guardian);

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

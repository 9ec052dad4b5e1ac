namespace Orders.Web;

/// <summary>What the program says to who asks how to start it.</summary>
public static class Usage
{
    private const string Text = """
        The shop of Orders: pages, REST API and silo in one process, until Ctrl-C.

        usage: WebFrontend [--KEY=VALUE]...

          --urls=http://127.0.0.1:5080          where it listens
          --Orders:DataDirectory=DIR            where its files are, with SQLite its database too
          --Orders:Database:Provider=Postgres   and --Orders:Database:ConnectionString='Host=…;Database=…'
          --Orders:Demo=true                    a demo shop at the first start

        All settings, which may also come from appsettings.json and the environment: docs/operations.md.
        Accounts, export, import, back-up and others are commands of the silo: Silo --help.
        What cannot work is said in a sentence, and the exit code is 3.
        """;

    public static bool IsWanted(string[] args) => args is [.., "--help" or "-h" or "-?"];

    /// <returns>The process's exit code.</returns>
    public static int Show()
    {
        Console.Out.WriteLine(Text);
        return 0;
    }
}

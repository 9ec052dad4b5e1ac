using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Orders.Commands;

/// <summary>The usual help, then examples of the command and the exit codes.</summary>
public sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Program = "dotnet run --project Silo --";

    private static readonly Dictionary<string, string[]> Examples = new()
    {
        [""] = ["", "export shop.ndjson.gz", "import shop.ndjson.gz --data-directory /srv/new", "backup /backups/2026-11-22", "import --format olist --path ../shared/data/olist", "user add --role admin --email admin@example.org"],
        ["import"] =
        [
            "import shop.ndjson.gz --data-directory /srv/new",
            "import --discard --data-directory /srv/new",
            "import --format olist --path ../shared/data/olist --dry-run",
            "import --format olist --path ../shared/data/olist",
        ],
        ["export"] =
        [
            "export shop.ndjson",
            "export shop.ndjson.gz --force",
            "export - --data-directory /srv/shop | ssh elsewhere 'cat > shop.ndjson'",
        ],
        ["backup"] = ["backup /backups/2026-11-22"],
        ["user"] = ["user add --role admin --email admin@example.org"],
        ["add"] =
        [
            "user add --role admin --email admin@example.org",
            "user add --role seller --email mug@example.org --shop \"The Mug Shop\" < password.txt",
        ],
        ["generate"] =
        [
            "generate --orders 10000 --in-flight 64",
            "generate --orders 500 --in-flight 8 --seed 42 --data-directory /tmp/load",
        ],
        ["audit"] = ["audit verify"],
        ["verify"] = ["audit verify", "audit verify --data-directory /backups/2026-11-22"],
    };

    private static readonly (int Code, string Meaning)[] Codes =
    [
        (ExitCodes.Done, "done"),
        (ExitCodes.Failed, "something went wrong on the way, or was refused; what was said to be stored is stored"),
        (ExitCodes.Usage, "nothing was begun: wrong arguments, or files that are not what the command needs"),
        (ExitCodes.CannotStart, "the silo cannot start, for one because another process has the database, or it is half imported"),
        (ExitCodes.RowsRefused, "import --strict: done, and some rows were refused"),
        (ExitCodes.AuditBroken, "audit verify, backup: done, and the audit log is not as it was written"),
        (ExitCodes.Interrupted, "stopped by Ctrl-C"),
    ];

    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine("Examples:");
        foreach (var example in Examples[command is RootCommand ? "" : command.Name]) output.WriteLine($"  {Program} {example}".TrimEnd());
        output.WriteLine();
        output.WriteLine("Exit codes:");
        foreach (var (code, meaning) in Codes) output.WriteLine($"  {code,3}  {meaning}");
        output.WriteLine();
        return result;
    }
}

using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>import</c>: brings in the orders of another system.</summary>
public static class ImportCommand
{
    private static readonly string[] Formats = ["olist"];

    public static Command Create()
    {
        var format = new Option<string>("--format") { Description = "What the files are: olist.", Required = true };
        format.AcceptOnlyFromAmong(Formats);
        var path = new Option<string>("--path") { Description = "The folder with the files.", Required = true, HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Read, map and check everything, and write nothing; needs no database.",
        };
        var strict = new Option<bool>("--strict") { Description = "Answer with exit code 4 where rows were refused." };
        var acks = new Option<bool>("--acks")
        {
            Description = "Print a line for every order once it is durable: ack ID VERSION STATUS.",
        };
        var inFlight = new Option<int>("--in-flight")
        {
            Description = "Rows worked on at a time.",
            DefaultValueFactory = _ => 64,
            HelpName = "N",
        };
        inFlight.AcceptBetween(1, 4096);

        var command = new Command(
            "import",
            "Bring in orders with their past, from the files of another system. Rows that cannot be brought in are listed with file, line "
            + "and reason. A second run goes on where the first one stopped; nothing comes in twice.")
        {
            format, path, dryRun, strict, acks, inFlight,
        };
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) => ImportRun.Run(
            new ImportOptions(
                parsed.GetRequiredValue(path), parsed.GetValue(dryRun), parsed.GetValue(strict), parsed.GetValue(acks),
                parsed.GetValue(inFlight), SiloOptions.DataDirectoryOf(parsed)),
            parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}

public sealed record ImportOptions(string Path, bool DryRun, bool Strict, bool Acks, int InFlight, string? DataDirectory);

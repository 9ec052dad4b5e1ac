using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>import</c>: brings in a shop that was exported, or the orders of another system.</summary>
public static class ImportCommand
{
    private static readonly string[] Formats = ["olist"];

    public static Command Create()
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "What 'export' wrote, compressed or not: a whole shop, for an empty database.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var discard = new Option<bool>("--discard") { Description = "Throw away what an import of a FILE has brought that was not finished." };
        var format = new Option<string?>("--format") { Description = "Orders of another system: what the files are (olist)." };
        format.AcceptOnlyFromAmong(Formats);
        var path = new Option<string?>("--path") { Description = "The folder with these files.", HelpName = "DIR" };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Read, map and check everything, and write nothing; needs no database.",
        };
        var strict = new Option<bool>("--strict") { Description = "With --format: answer with exit code 4 where rows were refused." };
        var acks = new Option<bool>("--acks")
        {
            Description = "With --format: print a line for every order once it is durable: ack ID VERSION STATUS.",
        };
        var inFlight = new Option<int>("--in-flight")
        {
            Description = "With --format: rows worked on at a time.",
            DefaultValueFactory = _ => 64,
            HelpName = "N",
        };
        inFlight.AcceptBetween(1, 4096);

        var command = new Command(
            "import",
            "Bring in a shop that was exported (import FILE), or orders with their past from the files of another system (--format, --path), of "
            + "which rows that cannot be brought in are listed with file, line and reason. Either is stopped and run again as you "
            + "like: a second run goes on where the first one stopped; nothing comes in twice.")
        {
            file, discard, format, path, dryRun, strict, acks, inFlight,
        };
        command.Validators.Add(result => ImportArguments.Check(result, file, discard, [format, path], [strict, acks, inFlight], dryRun));
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) =>
        {
            var (data, output) = (SiloOptions.DataDirectoryOf(parsed), parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(discard)) return Task.FromResult(ImportFileRun.Discard(data, output));
            return parsed.GetValue(file) is { } export
                ? ImportFileRun.Run(new ImportFileOptions(export, parsed.GetValue(dryRun), data), output, stop)
                : ImportRun.Run(
                    new ImportOptions(
                        parsed.GetValue(path)!, parsed.GetValue(dryRun), parsed.GetValue(strict), parsed.GetValue(acks), parsed.GetValue(inFlight), data),
                    output, stop);
        }));
        return command;
    }
}

public sealed record ImportOptions(string Path, bool DryRun, bool Strict, bool Acks, int InFlight, string? DataDirectory);

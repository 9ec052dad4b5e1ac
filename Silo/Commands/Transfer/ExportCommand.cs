using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>export</c>: everything of a shop into one file.</summary>
public static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "Where to write it; compressed where the name ends in .gz. With - it goes to the standard output.",
        };
        var force = new Option<bool>("--force") { Description = "Replace the file if there is one." };
        var command = new Command(
            "export",
            "Write everything of a shop into one file (NDJSON), as of one moment: orders and their history, stock, payments, inboxes, settings, "
            + "accounts. Works beside a running shop. 'import FILE' brings it into an empty database, of either kind. The file holds "
            + "addresses, password hashes and webhook secrets: keep it as safe as the shop.")
        {
            file, force,
        };
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) => ExportRun.Run(
            new ExportOptions(parsed.GetRequiredValue(file), parsed.GetValue(force), SiloOptions.DataDirectoryOf(parsed)),
            parsed.InvocationConfiguration.Error, stop)));
        return command;
    }
}

/// <param name="File">Or <c>-</c>.</param>
public sealed record ExportOptions(string File, bool Force, string? DataDirectory);

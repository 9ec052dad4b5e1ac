using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>backup</c>: a copy of a running shop's data directory.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIRECTORY") { Description = "The folder to make; it must not be there yet, or be empty." };
        var command = new Command(
            "backup",
            "Copy the data directory of a shop on SQLite, as of one moment and while it runs, and check the copy. A shop starts on it as it is: "
            + "--data-directory DIRECTORY. Sign-ins go on there too, since the keys are copied; mail that was written to files is not. For PostgreSQL use pg_dump.")
        {
            directory,
        };
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) => BackupRun.Run(
            new BackupOptions(parsed.GetRequiredValue(directory), SiloOptions.DataDirectoryOf(parsed)), parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}

public sealed record BackupOptions(string Directory, string? DataDirectory);

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Orders.Commands;

/// <summary>The commands of <c>dotnet run --project Silo -- …</c>, and what all of them have in common.</summary>
public static class OrdersCommandLine
{
    private static readonly TimeSpan ToStopCleanly = TimeSpan.FromSeconds(30);

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "The silo of Orders: engine and storage. Without a command it runs until Ctrl-C; the commands below host it for as long as "
            + "they work. One process at a time has the database; export and backup only read, and may run beside it.");
        root.Options.Add(SiloOptions.DataDirectory());
        root.SetAction(Guarded(RunCommand.Run));
        root.Subcommands.Add(ImportCommand.Create());
        root.Subcommands.Add(ExportCommand.Create());
        root.Subcommands.Add(BackupCommand.Create());
        root.Subcommands.Add(UserCommand.Create());
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(AuditCommand.Create());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    public static Task<int> Run(string[] args) => Run(args, Console.Out, Console.Error);

    public static async Task<int> Run(string[] args, TextWriter output, TextWriter error)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = false;
        var code = await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = ToStopCleanly,
        });
        if (parsed.Action is not ParseErrorAction) return code;
        await error.WriteLineAsync("Add --help to see what can be said.");
        return ExitCodes.Usage;
    }

    /// <summary>A command's action with its failures turned into a sentence and an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Guarded(Func<ParseResult, CancellationToken, Task<int>> action) =>
        async (parsed, stop) =>
        {
            // Ctrl-C is listened for once the action has given way for the first time: let that be now.
            await Task.Yield();
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                return await action(parsed, stop);
            }
            catch (CommandException e)
            {
                await error.WriteLineAsync(e.Message);
                return e.ExitCode;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await error.WriteLineAsync("Stopped.");
                return ExitCodes.Interrupted;
            }
            catch (Exception e) when (!SiloOptions.ShowsStackTraces)
            {
                await error.WriteLineAsync($"It went wrong: {e.Message} (set {SiloOptions.StackTracesVariable}=1 to see where)");
                return ExitCodes.Failed;
            }
        };
}

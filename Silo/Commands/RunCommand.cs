using System.CommandLine;

namespace Orders.Commands;

/// <summary>No command: the silo by itself.</summary>
public static class RunCommand
{
    public static async Task<int> Run(ParseResult parsed, CancellationToken stop)
    {
        await SiloSession.Run(SiloOptions.DataDirectoryOf(parsed), parsed.InvocationConfiguration.Output, stop);
        return ExitCodes.Done;
    }
}

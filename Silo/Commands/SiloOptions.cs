using System.CommandLine;

namespace Orders.Commands;

/// <summary>Options that every command has.</summary>
public static class SiloOptions
{
    /// <summary>Set to 1, errors are shown with their stack traces: for who works on the program.</summary>
    public const string StackTracesVariable = "ORDERS_STACK_TRACES";

    private const string DataDirectoryName = "--data-directory";

    public static Option<string?> DataDirectory() => new(DataDirectoryName)
    {
        Description = "Where the shop's files are, with SQLite its database too. Without it: Orders:DataDirectory of the configuration, or else 'data'.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static string? DataDirectoryOf(ParseResult parsed) => parsed.GetValue<string?>(DataDirectoryName);

    public static bool ShowsStackTraces => Environment.GetEnvironmentVariable(StackTracesVariable) == "1";
}

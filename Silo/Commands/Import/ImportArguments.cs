using System.CommandLine;
using System.CommandLine.Parsing;

namespace Orders.Commands;

/// <summary>Which arguments of <c>import</c> go together.</summary>
internal static class ImportArguments
{
    /// <param name="together">Either all of them are said, or none.</param>
    /// <param name="withThem">Only mean something with these.</param>
    public static void Check(
        CommandResult result, Argument<string?> file, Option<bool> discard, Option[] together, Option[] withThem, Option<bool> dryRun)
    {
        var hasFile = result.GetResult(file) is { Tokens.Count: > 0 };
        var said = together.Where(Said).ToList();
        if (Said(discard))
        {
            if (hasFile || said.Count > 0 || withThem.Append(dryRun).Any(Said)) result.AddError("--discard stands alone.");
        }
        else if (hasFile)
        {
            foreach (var option in said.Concat(withThem.Where(Said))) result.AddError($"{option.Name} does not go with a FILE.");
        }
        else if (said.Count == 0)
        {
            result.AddError("Say what is to be imported: a FILE that 'export' wrote, or the files of another system with --format and --path.");
        }
        else
        {
            foreach (var option in together.Except(said)) result.AddError($"{said[0].Name} needs {option.Name} beside it.");
        }

        bool Said(Option option) => result.GetResult(option) is { Implicit: false };
    }
}

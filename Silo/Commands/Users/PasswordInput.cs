using Spectre.Console;

namespace Orders.Commands;

/// <summary>Gets a password without showing it.</summary>
public static class PasswordInput
{
    public static string Read()
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() ?? throw new CommandException(ExitCodes.Usage, "No password: the standard input is empty.");
        }

        var password = AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret(null));
        var again = AnsiConsole.Prompt(new TextPrompt<string>("Once more:").Secret(null));
        return password == again ? password : throw new CommandException(ExitCodes.Usage, "The two passwords differ; nothing was done.");
    }
}

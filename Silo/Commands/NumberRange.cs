using System.CommandLine;

namespace Orders.Commands;

public static class NumberRange
{
    /// <summary>Refuses numbers outside the range, naming the option.</summary>
    public static void AcceptBetween(this Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var value) && (value < least || value > most))
        {
            result.AddError($"{option.Name} takes a number from {least} to {most}, not {value}.");
        }
    });
}

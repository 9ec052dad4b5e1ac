using System.CommandLine;

namespace Orders.Commands;

/// <summary><c>generate</c>: orders that nobody placed, for load and for demos.</summary>
public static class GenerateCommand
{
    public static Command Create()
    {
        var orders = new Option<int>("--orders") { Description = "How many.", Required = true, HelpName = "N" };
        orders.AcceptBetween(1, 100_000_000);
        var inFlight = new Option<int>("--in-flight")
        {
            Description = "Orders worked on at a time.",
            DefaultValueFactory = _ => 64,
            HelpName = "K",
        };
        inFlight.AcceptBetween(1, 65_536);
        var seed = new Option<int?>("--seed")
        {
            Description = "The same seed makes the same orders with the same lives (ids and times differ).",
            HelpName = "S",
        };
        var acks = new Option<bool>("--acks")
        {
            Description = "Print a line for every step once it is durable: ack ID VERSION STATUS.",
        };

        var command = new Command(
            "generate",
            "Make orders and move them through their life, through the same grains as real ones: most to closed, some cancelled, some left "
            + "on the way.")
        {
            orders, inFlight, seed, acks,
        };
        command.SetAction(OrdersCommandLine.Guarded((parsed, stop) => GenerateRun.Run(
            new GenerateOptions(
                parsed.GetRequiredValue(orders), parsed.GetValue(inFlight), parsed.GetValue(seed), parsed.GetValue(acks),
                SiloOptions.DataDirectoryOf(parsed)),
            parsed.InvocationConfiguration.Output, stop)));
        return command;
    }
}

public sealed record GenerateOptions(int Orders, int InFlight, int? Seed, bool Acks, string? DataDirectory);

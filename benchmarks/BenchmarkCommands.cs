using System.CommandLine;

namespace Orders.Benchmarks;

/// <summary><c>dotnet run -c Release --project benchmarks -- all</c>, or one part of it.</summary>
public static class BenchmarkCommands
{
    private static readonly (string Name, string Description, Func<Plan, Task> Run)[] Parts =
    [
        ("transitions", "Durable transitions through grains, beside one commit each and the bare limit.", TransitionBenchmarks.Run),
        ("calls", "Grain calls per second and their latency, from 1, 64 and 256 callers.", CallBenchmarks.Run),
        ("memory", "Activations per second and bytes per idle activation.", ActivationBenchmarks.Run),
        ("streams", "Stream events per second, to nobody, one and eight consumers.", StreamBenchmarks.Run),
        ("reminders", "100,000 reminders: registered, kept, ticking.", ReminderBenchmarks.Run),
        ("escalation", "A wave of orders that fall due at once, and what others notice of it.", EscalationBenchmarks.Run),
        ("orders", "What a whole order costs: writes, commits, rows, bytes, processor time, on both databases.", OrderCostBenchmarks.Run),
        ("storage", "Durable transitions per second without grains: the bare limit, the store, one commit each.", StorageBenchmarks.Run),
        ("lists", "How long a page of every kind of list takes.", ListBenchmarks.Run),
        ("layouts", "Ways to lay out the events.", EventLayoutBenchmarks.Run),
    ];

    public static RootCommand Create()
    {
        var root = new RootCommand("Measures the engine and the path of a transition. Prints a table, in Markdown, and the conditions.");
        var quick = new Option<bool>("--quick")
        {
            Description = "Fewer and shorter rounds: to see that it works, not to quote.", Recursive = true,
        };
        var database = new Option<string>("--database")
        {
            Description = "sqlite, or postgres: a server of its own, started for it.", Recursive = true, DefaultValueFactory = _ => "sqlite",
        };
        database.AcceptOnlyFromAmong("sqlite", "postgres");
        root.Options.Add(quick);
        root.Options.Add(database);
        foreach (var (name, description, run) in Parts) root.Subcommands.Add(Part(name, description, quick, database, run));
        root.Subcommands.Add(Part(
            "engine", "calls, memory, streams and reminders.", quick, database,
            CallBenchmarks.Run, ActivationBenchmarks.Run, StreamBenchmarks.Run, ReminderBenchmarks.Run));
        root.Subcommands.Add(ScaleCommand.Create());
        root.Subcommands.Add(Part("all", "Everything.", quick, database, [.. Parts.Select(p => p.Run)]));
        return root;
    }

    private static Command Part(string name, string description, Option<bool> quick, Option<string> database, params Func<Plan, Task>[] parts)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, _) =>
        {
            var plan = (parsed.GetValue(quick) ? Plan.Quick : Plan.Full) with { OnPostgres = parsed.GetValue(database) == "postgres" };
            Conditions.Print(plan);
            foreach (var part in parts) await part(plan);
        });
        return command;
    }
}

using Orders.Tests.Processes;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>A process that registers reminders and takes some back is killed at a random moment; another takes over its database.</summary>
[Trait("Database", "Sqlite")]
public sealed class ReminderCrashTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_WhileRegistering_EveryAcknowledgedReminderTicksAndNoneComesBack()
    {
        var random = Seed.Random(output, out _);
        using var directory = new TempDirectory();
        var registered = new HashSet<int>();
        var forgotten = new HashSet<int>();
        TestDatabase.PostgresOf(directory.Path); // whoever makes it must outlive the others
        using (var child = ChildProcess.Start("remind-until-killed", directory.Path))
        {
            var lines = random.Next(30, 300);
            for (var n = 0; ; n++)
            {
                if (n == lines) child.Kill();
                if (await child.ReadLine() is not { } line) break;
                if (line.Split(' ') is not [var what, var text] || !int.TryParse(text, out var number)) continue;
                if (what == "registered") registered.Add(number);
                else if (registered.Remove(number)) forgotten.Add(number);
            }

            await child.WaitForExit();
        }

        // What was under way when it was killed, the taking back of the last but one among it, may have been written or not.
        var last = registered.Max();
        registered.RemoveWhere(number => number >= last - 1);
        var board = new TickBoard();
        using var host = await RemindedHost.Start(directory.Path, board);
        await board.Each(registered, times: 2).WaitAsync(Patience);
        await host.StopAsync();

        output.WriteLine($"{registered.Count} registered, {forgotten.Count} forgotten");
        Assert.NotEmpty(forgotten);
        Assert.All(forgotten, number => Assert.Equal(0, board.Of(number)));
    }
}

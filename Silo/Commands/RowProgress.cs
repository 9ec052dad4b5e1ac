using System.Globalization;
using Spectre.Console;

namespace Orders.Commands;

/// <summary>Shows how far a long command is: a bar on a terminal, a line every tenth where the output goes to a file.</summary>
public static class RowProgress
{
    /// <param name="work">Is given what to call after each row, from any thread.</param>
    public static Task Show(TextWriter output, string title, int rows, Func<Action, Task> work) =>
        Show(output, title, (long)rows, done => work(() => done(1)));

    /// <param name="work">Is given what to call with a number of rows done, from any thread.</param>
    /// <param name="unit">What is counted.</param>
    public static Task Show(TextWriter output, string title, long rows, Func<Action<int>, Task> work, string unit = "rows") =>
        IsTerminal(output) ? Bar(output, title, rows, work) : Lines(output, title, rows, work, unit);

    private static bool IsTerminal(TextWriter output) =>
        (output == Console.Out && !Console.IsOutputRedirected) || (output == Console.Error && !Console.IsErrorRedirected);

    private static Task Bar(TextWriter output, string title, long rows, Func<Action<int>, Task> work) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(rows, 1));
                return work(count => bar.Increment(count));
            });

    private static Task Lines(TextWriter output, string title, long rows, Func<Action<int>, Task> work, string unit)
    {
        var done = 0L;
        var lines = new Lock();
        return work(count =>
        {
            lock (lines)
            {
                var before = done;
                done += count;
                if (rows > 0 && done * 10 / rows != before * 10 / rows)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0} of {rows:N0} {unit}"));
            }
        });
    }
}

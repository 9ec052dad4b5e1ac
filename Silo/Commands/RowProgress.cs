using System.Globalization;
using Spectre.Console;

namespace Orders.Commands;

/// <summary>Shows how far a long command is: a bar on a terminal, a line every tenth where the output goes to a file.</summary>
public static class RowProgress
{
    /// <param name="work">Is given what to call after each row, from any thread.</param>
    public static Task Show(TextWriter output, string title, int rows, Func<Action, Task> work) =>
        output == Console.Out && !Console.IsOutputRedirected ? Bar(title, rows, work) : Lines(output, title, rows, work);

    private static Task Bar(string title, int rows, Func<Action, Task> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(rows, 1));
                return work(() => bar.Increment(1));
            });

    private static Task Lines(TextWriter output, string title, int rows, Func<Action, Task> work)
    {
        var done = 0;
        var lines = new Lock();
        return work(() =>
        {
            lock (lines)
            {
                done++;
                if (done * 10L / rows != (done - 1) * 10L / rows)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0} of {rows:N0} rows"));
                }
            }
        });
    }
}

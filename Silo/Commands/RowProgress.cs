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
    public static Task Show(TextWriter output, string title, long rows, Func<Action<int>, Task> work) =>
        output == Console.Out && !Console.IsOutputRedirected ? Bar(title, rows, work) : Lines(output, title, rows, work);

    private static Task Bar(string title, long rows, Func<Action<int>, Task> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask(Markup.Escape(title), maxValue: Math.Max(rows, 1));
                return work(count => bar.Increment(count));
            });

    private static Task Lines(TextWriter output, string title, long rows, Func<Action<int>, Task> work)
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
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {done:N0} of {rows:N0} rows"));
            }
        });
    }
}

namespace Orleans.Scheduling;

/// <summary>Does one step after the other, each when the one before has ended, however it ended.</summary>
internal sealed class TaskChain
{
    private Task _last = Task.CompletedTask;

    /// <summary>Adds a step; it runs where the caller's awaits come back to.</summary>
    internal Task Run(Func<Task> step)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return After(Interlocked.Exchange(ref _last, done.Task), step, done);
    }

    private static async Task After(Task previous, Func<Task> step, TaskCompletionSource done)
    {
        await previous;
        try
        {
            await step();
        }
        finally
        {
            done.SetResult();
        }
    }
}

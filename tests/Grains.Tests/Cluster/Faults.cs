using System.Collections.Concurrent;

namespace Orders.Tests;

/// <summary>What is to happen at a named point, once.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, Func<Task>> _once = new();

    public void Once(string point, Func<Task> what) => _once[point] = what;

    public Task Run(string point) => _once.TryRemove(point, out var what) ? what() : Task.CompletedTask;

    public static Func<Task> Throw => () => throw new IOException("the disk is full");
}

/// <summary>A door in the middle of an operation: the test hears that somebody stands before it, and opens it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task.InTime();

    public void Open() => _opened.SetResult();

    public void Fail() => _opened.SetException(new IOException("the disk is full"));

    public Task Pass()
    {
        _reached.SetResult();
        return _opened.Task;
    }
}

internal static class Patience
{
    /// <summary>The call fails because of the disk; what the engine wraps around that is the engine's.</summary>
    public static async Task Fails(Func<Task> call)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => call().InTime());
        Assert.IsType<IOException>(failure.GetBaseException());
    }

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Turns a hang into a failure.</summary>
    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Limit);

    public static Task InTime(this Task task) => task.WaitAsync(Limit);
}

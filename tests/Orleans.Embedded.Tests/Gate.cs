using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests;

/// <summary>A named door between a test and its grains: one side opens it, the other waits. The time limit only ends a hang.</summary>
internal static class Gate
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Doors = new();

    public static void Open(string name) => Door(name).TrySetResult();

    public static Task Opened(string name) => Door(name).Task.WaitAsync(TimeSpan.FromSeconds(60));

    private static TaskCompletionSource Door(string name) =>
        Doors.GetOrAdd(name, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

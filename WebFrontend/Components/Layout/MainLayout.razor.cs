using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Orders.Web;

public sealed partial class MainLayout
{
    private PageErrorBoundary? _boundary;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [CascadingParameter]
    private ViewerClock Clock { get; set; } = default!;

    // A new page is a new chance.
    protected override void OnParametersSet() => _boundary?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The browser's zone, and the sign that the page answers from now on.
        if (firstRender) Clock.UseZone(await Script.InvokeAsync<string>("orders.wentLive"));
    }
}

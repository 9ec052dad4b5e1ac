using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Shows something of the cart and follows it.</summary>
public abstract class CartComponent : ComponentBase, IDisposable
{
    [Inject]
    protected CartStorage Storage { get; set; } = default!;

    protected override void OnInitialized() => Storage.Changed += Refresh;

    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? Storage.Load() : Task.CompletedTask;

    /// <summary>After every change of the cart.</summary>
    protected virtual Task OnCartChanged() => Task.CompletedTask;

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        try
        {
            await OnCartChanged();
            StateHasChanged();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    });

    public void Dispose()
    {
        Storage.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }
}

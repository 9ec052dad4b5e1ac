using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace Orders.Web;

/// <summary>Opens dialogs, one look for all. The focus goes back where it came from.</summary>
public sealed class PageDialogs(DialogService dialogs, IJSRuntime script)
{
    /// <returns>What the dialog closed with; null where the viewer thought better of it.</returns>
    public async Task<object?> Open<TDialog>(string title, Dictionary<string, object?> parameters) where TDialog : ComponentBase
    {
        await script.InvokeVoidAsync("orders.rememberFocus");
        object? result = await dialogs.OpenAsync<TDialog>(title, parameters, new DialogOptions
        {
            Width = "460px",
            CloseDialogOnOverlayClick = false,
            CloseDialogOnEsc = true,
            AutoFocusFirstElement = true,
            CloseAriaLabel = "Close the dialog",
        });
        await script.InvokeVoidAsync("orders.restoreFocus");
        return result;
    }

    /// <summary>Asks, and does it while the dialog is open.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> Confirm(string title, Question question) =>
        await Open<ConfirmDialog>(title, new() { [nameof(ConfirmDialog.Question)] = question }) is true;
}

/// <param name="Sentence">What will happen and to whom.</param>
/// <param name="Yes">The button that does it.</param>
/// <param name="Do">Does it. Null: done; otherwise why not, in words.</param>
public sealed record Question(string Sentence, string Yes, Func<Actor, Task<string?>> Do)
{
    /// <summary>It cannot be undone.</summary>
    public bool IsDangerous { get; init; }
}

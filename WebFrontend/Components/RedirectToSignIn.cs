using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Leads to the sign-in form and back to the page that asked for it.</summary>
public sealed class RedirectToSignIn : ComponentBase
{
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Navigation.NavigateTo(
        "/account/sign-in?ReturnUrl=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri)), forceLoad: true);
}

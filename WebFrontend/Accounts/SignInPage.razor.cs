using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

public sealed partial class SignInPage
{
    private string? _problem;

    [SupplyParameterFromQuery]
    private string? ReturnUrl { get; set; }

    [SupplyParameterFromForm]
    private Form Input { get; set; } = default!;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = default!;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private DemoMode Demo { get; set; } = default!;

    protected override void OnInitialized() => Input ??= new Form();

    private async Task SignIn()
    {
        var outcome = await Cluster.GetGrain<IAccountsGrain>(0).SignIn(Input.Email, Input.Password);
        if (outcome.Account is not { } account)
        {
            _problem = outcome.LockedOut
                ? "Too many wrong passwords: this account is locked for five minutes."
                : "This e-mail and password do not belong together.";
            return;
        }

        await HttpContext.SignInPages(account);
        Navigation.NavigateTo(ReturnUrls.Safe(ReturnUrl));
    }

    private string Link(string path) => ReturnUrl is null ? path : $"{path}?ReturnUrl={Uri.EscapeDataString(ReturnUrl)}";

    private sealed class Form
    {
        [Required(ErrorMessage = "Your e-mail is needed."), StringLength(OrderLimits.ShortText)]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "Your password is needed."), StringLength(OrderLimits.ShortText)]
        public string Password { get; set; } = "";
    }
}

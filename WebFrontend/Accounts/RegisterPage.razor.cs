using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Orders.Web;

public sealed partial class RegisterPage
{
    private EditContext _context = default!;
    private ValidationMessageStore _refusals = default!;

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

    protected override void OnInitialized()
    {
        Input ??= new Form();
        _context = new EditContext(Input);
        _refusals = new ValidationMessageStore(_context);
    }

    private async Task Register()
    {
        var outcome = await Cluster.GetGrain<IAccountsGrain>(0).Register(Input.Email, Input.Password, Input.Name);
        if (outcome.Account is { } account)
        {
            await HttpContext.SignInPages(account);
            Navigation.NavigateTo(ReturnUrls.Safe(ReturnUrl));
            return;
        }

        foreach (var (field, messages) in outcome.Errors)
        {
            _refusals.Add(_context.Field(NameOf(field)), messages);
        }

        _context.NotifyValidationStateChanged();
    }

    private static string NameOf(string field) => field switch
    {
        "name" => nameof(Form.Name),
        "password" => nameof(Form.Password),
        _ => nameof(Form.Email),
    };

    private string Link(string path) => ReturnUrl is null ? path : $"{path}?ReturnUrl={Uri.EscapeDataString(ReturnUrl)}";

    private sealed class Form
    {
        [Required(ErrorMessage = "Your name is needed."), StringLength(OrderLimits.ShortText)]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Your e-mail is needed."), EmailAddress(ErrorMessage = "This is not an e-mail address."), StringLength(OrderLimits.ShortText)]
        public string Email { get; set; } = "";

        [Required(ErrorMessage = "A password is needed."), StringLength(OrderLimits.ShortText)]
        public string Password { get; set; } = "";
    }
}

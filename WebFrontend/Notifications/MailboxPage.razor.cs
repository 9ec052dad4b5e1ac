using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>Outgoing mail: in a demo everybody's mailbox, otherwise for admins to see what is stuck.</summary>
public sealed partial class MailboxPage
{
    private readonly CursorTrail _trail = new();
    private Orders.MailPage? _page;
    private bool _denied;

    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeText { get; set; }

    private long? Before => QueryText.Number(BeforeText);

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private DemoMode Demo { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private string Title => Demo.IsOn ? "Development mailbox" : "Outgoing mail";

    private MailState? Chosen => EnumNames.TryParse<MailState>(State ?? "", out var state) ? state : null;

    protected override async Task OnParametersSetAsync()
    {
        _denied = !Demo.IsOn && (await Current.Get()).Role is not Role.Admin;
        if (!_denied) await Load();
    }

    private async Task Load() =>
        _page = await Cluster.GetGrain<IMailGrain>(0).List(await Current.Actor(), Chosen, Before, OrderLimits.DefaultPageSize);

    private void Next()
    {
        _trail.Leave(Before?.ToString(CultureInfo.InvariantCulture));
        Navigation.NavigateTo(Uri(Chosen, _page!.Before?.ToString(CultureInfo.InvariantCulture)));
    }

    private void Previous() => Navigation.NavigateTo(Uri(Chosen, _trail.Back()));

    private static string Uri(MailState? state, string? before)
    {
        Dictionary<string, string?> query = [];
        if (state is { } chosen) query["state"] = EnumNames.Of(chosen);
        if (before is not null) query["before"] = before;
        return QueryHelpers.AddQueryString("/dev/mail", query);
    }
}

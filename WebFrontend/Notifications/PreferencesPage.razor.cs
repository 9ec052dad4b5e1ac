using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Of what, on which channels and when not: the viewer's own notification preferences.</summary>
public sealed partial class PreferencesPage
{
    private static readonly ImmutableArray<string> Zones =
    [
        .. from zone in TimeZoneInfo.GetSystemTimeZones()
           where zone.Id.Contains('/', StringComparison.Ordinal)
           orderby zone.Id
           select zone.Id,
    ];

    private ImmutableDictionary<string, string> _problems = ImmutableDictionary<string, string>.Empty;
    private PreferencesForm? _form;
    private Account _account = default!;
    private string? _problem;
    private bool _busy, _saved;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private ILogger<PreferencesPage> Logger { get; set; } = default!;

    [CascadingParameter]
    private ViewerClock Clock { get; set; } = default!;

    private bool ForShop => _account.Role is Role.Seller or Role.Manager;

    private IEnumerable<PreferenceRow> Rows => _form!.Rows.Where(row => ForShop || !NotificationWords.IsForShopsOnly(row.Event));

    private INotificationsGrain Grain => Cluster.GetGrain<INotificationsGrain>(_account.Id);

    protected override async Task OnInitializedAsync()
    {
        _account = await Current.Get();
        Show(await Grain.GetPreferences(_account.ToActor()));
    }

    private void Show(NotificationPreferences preferences) => _form = new PreferencesForm(preferences, Clock.Zone.Id);

    private void Changed() => _saved = false;

    private void QuietSwitched()
    {
        if (!_form!.HasZone) _form.TimeZone = Clock.Zone.Id;
        Changed();
    }

    private void TakeBrowsersZone()
    {
        _form!.TimeZone = Clock.Zone.Id;
        Changed();
    }

    private async Task Save()
    {
        if (_busy) return;
        (var preferences, _problems) = _form!.Read();
        _problem = null;
        if (preferences is null) return;
        _busy = true;
        try
        {
            var result = await Grain.SetPreferences(_account.ToActor(), preferences);
            if (result.Preferences is { } kept)
            {
                Show(kept);
                _saved = true;
            }
            else
            {
                Refuse(result.Error!);
            }
        }
        catch (Exception e)
        {
            _problem = CommandFailures.Report(Logger, e);
        }
        finally
        {
            _busy = false;
        }
    }

    private void Refuse(OrderError error)
    {
        if (error is InvalidField { } invalid && PreferencesForm.FieldOf(invalid.Field) is { } field)
            _problems = _problems.SetItem(field, invalid.Message);
        else
            _problem = OrderWords.Explain(error);
    }

    private string? Problem(string field) => _problems.GetValueOrDefault(field);

    private string Class(string field) => Problem(field) is null ? "input" : "input invalid";
}

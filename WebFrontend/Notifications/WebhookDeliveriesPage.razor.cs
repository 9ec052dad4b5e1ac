using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>What one endpoint was sent, and what became of it.</summary>
public sealed partial class WebhookDeliveriesPage
{
    private readonly CursorTrail _trail = new();
    private Account _account = default!;
    private WebhookView? _webhook;
    private WebhookDeliveryPage? _page;
    private string? _problem;
    private bool _missing, _busy;

    [Parameter]
    public long Id { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeText { get; set; }

    private long? Before => QueryText.Number(BeforeText);

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<WebhookDeliveriesPage> Logger { get; set; } = default!;

    private IWebhooksGrain Grain => Cluster.GetGrain<IWebhooksGrain>(_account.SellerId!.Value);

    protected override async Task OnParametersSetAsync()
    {
        _account = await Current.Get();
        await Load();
    }

    private async Task Load()
    {
        _webhook = (await Grain.List(_account.ToActor())).FirstOrDefault(w => w.Id == Id);
        _page = await Grain.Deliveries(_account.ToActor(), Id, Before, OrderLimits.DefaultPageSize);
        _missing = _webhook is null || _page is null;
    }

    private async Task Redeliver(WebhookDelivery delivery)
    {
        _busy = true;
        _problem = null;
        try
        {
            _problem = await Grain.Redeliver(_account.ToActor(), Id, delivery.Number) switch
            {
                null => null,
                WebhookSwitchedOff => "This webhook is switched off. Take it back into service first; then this can be sent again.",
                _ => "This delivery is not there any more.",
            };
            await Load();
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

    private void Next()
    {
        _trail.Leave(Before?.ToString(CultureInfo.InvariantCulture));
        Show(_page!.Before?.ToString(CultureInfo.InvariantCulture));
    }

    private void Previous() => Show(_trail.Back());

    private void Show(string? before) =>
        Navigation.NavigateTo(before is null ? $"/webhooks/{Id}" : QueryHelpers.AddQueryString($"/webhooks/{Id}", "before", before));
}

using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>One mail as it was written.</summary>
public sealed partial class MailMessagePage
{
    private Account _account = default!;
    private MailView? _mail;
    private string? _problem;
    private bool _missing, _busy;

    [Parameter]
    public long Id { get; set; }

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private ILogger<MailMessagePage> Logger { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        _account = await Current.Get();
        await Load();
    }

    private async Task Load()
    {
        _mail = await Cluster.GetGrain<IMailGrain>(0).Get(_account.ToActor(), Id);
        _missing = _mail is null;
    }

    private async Task SendAgain()
    {
        _busy = true;
        _problem = null;
        try
        {
            if (!await Cluster.GetGrain<IMailGrain>(0).SendAgain(_account.ToActor(), Id)) _problem = "It is not parked any more.";
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
}

using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace Orders.Web;

/// <summary>What the viewer was told. Opening one marks it as read.</summary>
public sealed partial class InboxPage
{
    private readonly CursorTrail _trail = new();
    private InboxModel? _model;
    private IDisposable? _listening;
    private string? _problem;
    private bool _busy;

    [SupplyParameterFromQuery(Name = "unread")]
    public string? UnreadOnlyText { get; set; }

    private bool UnreadOnly => QueryText.IsOn(UnreadOnlyText);

    [SupplyParameterFromQuery(Name = "before")]
    public string? BeforeText { get; set; }

    private long? Before => QueryText.Number(BeforeText);

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private LiveInbox Live { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private ILogger<InboxPage> Logger { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var account = await Current.Get();
        _model ??= new InboxModel(Cluster.GetGrain<INotificationsGrain>(account.Id));
        await _model.Load(UnreadOnly, Before);
        if (RendererInfo.IsInteractive) _listening ??= Live.Listen(account.Id, unread => _ = InvokeAsync(CatchUp));
    }

    private async Task CatchUp()
    {
        try
        {
            await _model!.CatchUp();
            StateHasChanged();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private Task ShowNew() => _model!.Load(UnreadOnly, Before);

    private Task Read(long id) => Try(() => _model!.Read(id));

    private Task ReadAll() => Try(_model!.ReadAll);

    private async Task Try(Func<Task> command)
    {
        _busy = true;
        _problem = null;
        try
        {
            await command();
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
        Show(_model!.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private void Previous() => Show(_trail.Back());

    private void Show(string? before)
    {
        Dictionary<string, string?> query = [];
        if (UnreadOnly) query["unread"] = "true";
        if (before is not null) query["before"] = before;
        Navigation.NavigateTo(QueryHelpers.AddQueryString("/inbox", query));
    }

    public void Dispose() => _listening?.Dispose();
}

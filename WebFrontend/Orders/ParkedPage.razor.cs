using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>Events that a consumer could not take, and mails that could not be sent: for an admin, with "send again".</summary>
public sealed partial class ParkedPage
{
    private ImmutableArray<ParkedEvent>? _events;
    private Orders.MailPage? _mails;
    private string? _problem;
    private string _announcement = "";
    private bool _busy;

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private ILogger<ParkedPage> Logger { get; set; } = default!;

    private IOutboxGrain Outbox => Cluster.GetGrain<IOutboxGrain>(0);

    private IMailGrain Mail => Cluster.GetGrain<IMailGrain>(0);

    protected override Task OnInitializedAsync() => Load();

    private async Task Load()
    {
        var actor = await Current.Actor();
        var mails = Mail.List(actor, MailState.Parked, null, OrderLimits.DefaultPageSize);
        _events = await Outbox.Parked(actor, OrderLimits.DefaultPageSize);
        _mails = await mails;
    }

    private Task SendAgain(ParkedEvent parked) =>
        Send(actor => Outbox.SendAgain(actor, parked.Order, parked.Sequence, parked.Consumer), "The event is on its way again.");

    private Task SendAgain(MailView mail) => Send(actor => Mail.SendAgain(actor, mail.Id), "The mail is on its way again.");

    private async Task Send(Func<Actor, Task<bool>> command, string done)
    {
        _busy = true;
        _problem = null;
        try
        {
            if (await command(await Current.Actor())) _announcement = done;
            else _problem = "It is not parked any more.";
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

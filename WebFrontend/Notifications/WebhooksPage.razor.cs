using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;

namespace Orders.Web;

/// <summary>A shop's webhook endpoints. A secret is shown once, when it is made.</summary>
public sealed partial class WebhooksPage
{
    private ImmutableArray<WebhookView>? _webhooks;
    private WebhookView? _secret;
    private Account _account = default!;
    private string _announcement = "";

    [Inject]
    private IClusterClient Cluster { get; set; } = default!;

    [Inject]
    private CurrentAccount Current { get; set; } = default!;

    [Inject]
    private PageDialogs Dialogs { get; set; } = default!;

    private IWebhooksGrain Grain => Cluster.GetGrain<IWebhooksGrain>(_account.SellerId!.Value);

    protected override async Task OnInitializedAsync()
    {
        _account = await Current.Get();
        await Load();
    }

    private async Task Load() => _webhooks = await Grain.List(_account.ToActor());

    private async Task Add()
    {
        Dictionary<string, object?> parameters = new() { [nameof(AddWebhookDialog.Shop)] = _account.SellerId };
        if (await Dialogs.Open<AddWebhookDialog>("Add an endpoint", parameters) is not WebhookView added) return;
        _secret = added;
        await Load();
    }

    private async Task Rotate(WebhookView hook)
    {
        WebhookView? rotated = null;
        var done = await Dialogs.Confirm("New secret", new Question(
            $"{hook.Url} gets a new secret, shown once; the old one signs beside it for a day, so that your program can change over.",
            "Make a new secret",
            async actor =>
            {
                var result = await Grain.RotateSecret(actor, hook.Id);
                rotated = result.Webhook;
                return result.Error is { } error ? Explain(error) : null;
            }));
        if (done) _secret = rotated;
    }

    private async Task Enable(WebhookView hook)
    {
        var done = await Dialogs.Confirm("Switch the endpoint on", new Question(
            $"{hook.Url} is sent what happens from now on; it was switched off because: {hook.DisabledReason}",
            "Switch it on",
            async actor => (await Grain.Enable(actor, hook.Id)).Error is { } error ? Explain(error) : null));
        if (done) await Reload($"{hook.Url} is in service.");
    }

    private async Task Remove(WebhookView hook)
    {
        var done = await Dialogs.Confirm("Remove the endpoint", new Question(
            $"{hook.Url} is sent nothing any more, and its deliveries are gone from here; this cannot be undone.",
            "Remove it",
            async actor => await Grain.Remove(actor, hook.Id) ? null : "It is gone already.")
        {
            IsDangerous = true,
        });
        if (done) await Reload($"{hook.Url} was removed.");
    }

    private async Task Reload(string announcement)
    {
        _announcement = announcement;
        await Load();
    }

    private static string Explain(OrderError error) => error is OrderNotFound ? "This endpoint is gone." : OrderWords.Explain(error);
}

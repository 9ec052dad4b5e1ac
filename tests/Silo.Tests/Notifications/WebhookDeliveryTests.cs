using Orders.Storage;
using Orders.Tests.Storage;
using Orleans.Conformance;
using Xunit;

namespace Orders.Tests.Notifications;

/// <summary>From the row to the receiver and back, over HTTP and SQLite, with the clock moved by hand.</summary>
[Trait("Database", "Sqlite")]
public sealed class WebhookDeliveryTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly ManualTimeProvider _clock = new();
    private Receiver _receiver = null!;
    private WebhookSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _receiver = await Receiver.Start();
        _silo = await WebhookSilo.Start(_directory.Path, _clock);
    }

    public async Task DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _receiver.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Deliver_ReceiverThatVerifies_GetsItSignedAndOnce()
    {
        var webhook = await _silo.Add(_receiver.At("/hooks"));
        await _silo.Notify(1);
        await _silo.Notify(1); // the same notice again
        await _silo.Notify(2);

        var received = await _receiver.Take(2);
        Assert.All(received, r => Assert.True(r.IsSignedWith(webhook.Secret!)));
        Assert.All(received, r => Assert.False(r.IsSignedWith(WebhookSignature.NewSecret())));
        Assert.All(received, r => Assert.Equal(_clock.GetUtcNow(), r.At));
        Assert.Equal("""{"type":"order.shipped","timestamp":"2030-01-01T00:00:00Z","data":{"n":1}}""", received[0].Body);
        await _silo.Noted(webhook.Id, all => all.All(d => d is { State: WebhookDeliveryState.Delivered, Tries: 1, LastStatus: 204 }));
        Assert.Equal(received.Select(r => r.Id), (await _silo.Deliveries(webhook.Id)).Select(d => d.MessageId));
        _receiver.HasNothing();
    }

    [Fact]
    public async Task Deliver_ReceiverDownForADay_GetsEverythingAfterwardsInTheOrderOfDue()
    {
        _receiver.AnswersWith(503);
        var webhook = await _silo.Add(_receiver.At("/"));
        var end = _clock.GetUtcNow().AddDays(1);
        for (var n = 1; n <= 4; n++) await _silo.Notify(n);
        while (_clock.GetUtcNow() < end)
        {
            var before = await _silo.Deliveries(webhook.Id);
            var next = before.Min(d => d.NextTryAt)!.Value;
            if (next > _clock.GetUtcNow()) _clock.Jump((next < end ? next : end) - _clock.GetUtcNow());
            if (next < end) await Until(webhook.Id, all => all.Sum(d => d.Tries) > before.Sum(d => d.Tries));
        }

        var failed = await _silo.Deliveries(webhook.Id);
        Assert.All(failed, d => Assert.True(d is { State: WebhookDeliveryState.Waiting, Tries: >= 5, LastError: not null }, $"{d}"));
        while (_receiver.TryTake() is not null)
        {
        }

        _receiver.AnswersWith(200);
        await _silo.Notify(5); // comes through soon, and does not wait for the others
        await Until(webhook.Id, all => all[^1].State == WebhookDeliveryState.Delivered);
        Assert.Contains("\"n\":5", _receiver.TryTake()!.Body, StringComparison.Ordinal);
        _clock.Jump(TimeSpan.FromHours(26));
        await Until(webhook.Id, all => all.All(d => d.State == WebhookDeliveryState.Delivered));
        var received = new List<Received>();
        while (_receiver.TryTake() is { } one) received.Add(one);
        Assert.Equal(failed.OrderBy(d => d.NextTryAt).Select(d => d.MessageId), received.Select(r => r.Id).Distinct());
        Assert.Null(Assert.Single(await _silo.Webhooks.List(WebhookSilo.Seller)).DisabledReason);
    }

    [Fact]
    public async Task Deliver_ReceiverGone410_SwitchesTheEndpointOffUntilItIsTakenBack()
    {
        _receiver.AnswersWith(410);
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        await _receiver.Next();
        await _silo.Noted(webhook.Id, all => all.All(d => d is { State: WebhookDeliveryState.Failed, LastStatus: 410, NextTryAt: null }));
        Assert.Contains("410", Assert.Single(await _silo.Webhooks.List(WebhookSilo.Seller)).DisabledReason, StringComparison.Ordinal);

        _receiver.AnswersWith(200);
        await _silo.Notify(2); // nobody wants it
        Assert.Single(await _silo.Deliveries(webhook.Id));
        Assert.Null((await _silo.Webhooks.Enable(WebhookSilo.Seller, webhook.Id)).Webhook!.DisabledReason);
        await _silo.Notify(3);
        Assert.Contains("\"n\":3", (await _receiver.Next()).Body, StringComparison.Ordinal);
        Assert.Equal(["added", "disabled", "enabled"], await Audited(webhook.Id));
    }

    [Fact]
    public async Task Deliver_NeverAnyAnswer_IsGivenUpAfterDaysAndTheEndpointSwitchedOff()
    {
        _receiver.AnswersWith(500);
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        for (var tries = 1; tries <= WebhookPolicy.MostTries; tries++)
        {
            await _receiver.Next();
            await _silo.Noted(webhook.Id, all => all.Single().Tries == tries);
            if ((await _silo.Deliveries(webhook.Id)).Single().NextTryAt is not { } next) break;
            await _clock.Armed(next - _clock.GetUtcNow());
            _clock.Jump(next - _clock.GetUtcNow());
        }

        Assert.Equal(WebhookDeliveryState.Failed, (await _silo.Deliveries(webhook.Id)).Single().State);
        Assert.Contains("for days", Assert.Single(await _silo.Webhooks.List(WebhookSilo.Seller)).DisabledReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotateSecret_ForADay_BothSecretsSign()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        var rotated = (await _silo.Webhooks.RotateSecret(WebhookSilo.Seller, webhook.Id)).Webhook!;
        Assert.NotEqual(webhook.Secret, rotated.Secret);
        await _silo.Notify(1);
        var during = await _receiver.Next();
        Assert.True(during.IsSignedWith(rotated.Secret!) && during.IsSignedWith(webhook.Secret!));

        _clock.Jump(WebhookPolicy.OldSecretSigns);
        await _silo.Notify(2);
        var after = await _receiver.Next();
        Assert.True(after.IsSignedWith(rotated.Secret!));
        Assert.False(after.IsSignedWith(webhook.Secret!));
    }

    [Fact]
    public async Task Redeliver_Delivered_ComesAgainUnderTheSameId()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        var first = await _receiver.Next();
        await _silo.Noted(webhook.Id, all => all.Single().State == WebhookDeliveryState.Delivered);
        Assert.Null(await _silo.Webhooks.Redeliver(WebhookSilo.Seller, webhook.Id, 1));
        Assert.Equal((first.Id, first.Body), (await _receiver.Next()) is { } again ? (again.Id, again.Body) : default);
        Assert.IsType<OrderNotFound>(await _silo.Webhooks.Redeliver(WebhookSilo.Seller, webhook.Id, 2));
    }

    [Fact]
    public async Task Redeliver_SwitchedOff_IsRefusedAndNothingWaits()
    {
        _receiver.AnswersWith(410);
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        await _receiver.Next();
        await _silo.Noted(webhook.Id, all => all.Single().State == WebhookDeliveryState.Failed);

        Assert.IsType<WebhookSwitchedOff>(await _silo.Webhooks.Redeliver(WebhookSilo.Seller, webhook.Id, 1));
        Assert.True((await _silo.Deliveries(webhook.Id)).Single() is { State: WebhookDeliveryState.Failed, NextTryAt: null });
        Assert.False(await _silo.Store.Redeliver(webhook.Id, 1, _clock.GetUtcNow()));
        _receiver.HasNothing();
    }

    [Fact]
    public async Task Wake_SwitchedOffWithSomethingDue_GivesItUpAndHasNoNext()
    {
        _receiver.AnswersWith(500);
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        await _silo.Noted(webhook.Id, all => all.Single().Tries == 1);
        await _silo.Database.Write(new WebhookWrite<bool>(session =>
        {
            session.Use<WebhookStatements>().Record(
                webhook.Id, new WebhookOutcome(99, WebhookDeliveryState.Failed, 1, null, 410, null, _clock.GetUtcNow(), "Off."));
            return true;
        }));
        Assert.Null(await _silo.Store.NextDue(webhook.Id)); // a timer set to it would fire for ever

        await _silo.WakeSender(webhook.Id);
        await _silo.Noted(webhook.Id, all => all.Single() is { State: WebhookDeliveryState.Failed, NextTryAt: null, LastError: "The endpoint was switched off." });
    }

    [Fact]
    public async Task Notify_OfAnotherShop_DoesNotReachTheUsersEndpointsOfThisOne()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1, shop: WebhookSilo.Shop + 1);
        await _silo.Notify(2);
        Assert.Contains("\"n\":2", (await _receiver.Next()).Body, StringComparison.Ordinal);
        Assert.Single(await _silo.Deliveries(webhook.Id));
    }

    [Fact]
    public async Task Deliver_SecretRotatedAmongSeveral_TheNextIsSignedWithTheNewOne()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        var (arrived, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        _receiver.Answer = context =>
        {
            arrived.TrySetResult();
            return release.Task;
        };
        for (var n = 1; n <= 3; n++) await _silo.Notify(n);
        await arrived.Task.InTime();
        var rotated = (await _silo.Webhooks.RotateSecret(WebhookSilo.Seller, webhook.Id)).Webhook!;
        release.SetResult();
        Assert.Equal([false, true, true], (await _receiver.Take(3)).Select(r => r.IsSignedWith(rotated.Secret!)));
    }

    [Fact]
    public async Task Remove_ManyDeliveries_AreForgottenAfterwards()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        await _receiver.Next();
        await _silo.Noted(webhook.Id, all => all.Single().State == WebhookDeliveryState.Delivered);
        await _silo.Database.Write(new WebhookWrite<bool>(session =>
        {
            for (var n = 2; n <= 1202; n++)
                session.Use<WebhookStatements>().Add(webhook.Id, new WebhookMessage($"m{n}", "t", "{}"), 0);
            return true;
        }));
        Assert.True(await _silo.Webhooks.Remove(WebhookSilo.Seller, webhook.Id));
        await Limits.Eventually(
            async () => (await _silo.Store.Deliveries(webhook.Id, null, 1)).IsEmpty, "nothing is left of what was sent to it");
    }

    [Fact]
    public async Task Deliver_SiloRestarted_GoesOnByItself()
    {
        _receiver.AnswersWith(500);
        var webhook = await _silo.Add(_receiver.At("/"));
        await _silo.Notify(1);
        var first = await _receiver.Next();
        await _silo.Noted(webhook.Id, all => all.Single().Tries == 1);
        await _silo.DisposeAsync();

        _receiver.AnswersWith(200);
        _clock.Advance(TimeSpan.FromSeconds(10));
        _silo = await WebhookSilo.Start(_directory.Path, _clock);
        Assert.Equal(first.Id, (await _receiver.Next()).Id);
    }

    [Fact]
    public async Task Webhooks_SomebodyElses_LookLikeNone()
    {
        var webhook = await _silo.Add(_receiver.At("/"));
        var stranger = WebhookSilo.Seller with { SellerId = 8 };
        Assert.Empty(await _silo.Webhooks.List(stranger));
        Assert.IsType<OrderNotFound>((await _silo.Webhooks.Add(stranger, "https://example.com/", null)).Error);
        Assert.IsType<OrderNotFound>((await _silo.Webhooks.RotateSecret(stranger, webhook.Id)).Error);
        Assert.Null(await _silo.Webhooks.Deliveries(stranger, webhook.Id, null, 10));
        Assert.IsType<OrderNotFound>(await _silo.Webhooks.Redeliver(stranger, webhook.Id, 1));
        Assert.False(await _silo.Webhooks.Remove(stranger, webhook.Id));
        Assert.True(await _silo.Webhooks.Remove(WebhookSilo.Seller, webhook.Id));
        Assert.Empty(await _silo.Webhooks.List(WebhookSilo.Seller));
        Assert.Equal(["added", "removed"], await Audited(webhook.Id));
    }

    /// <summary>
    /// Lets the clock go on, since a receiver that fails is left alone for half a minute; but slowly, since what is on its way to
    /// the receiver has fifteen seconds.
    /// </summary>
    private Task Until(long id, Func<IReadOnlyList<WebhookDelivery>, bool> condition)
    {
        var looks = 0;
        return Limits.Eventually(
            async () =>
            {
                if (condition(await _silo.Deliveries(id))) return true;
                if (++looks % 20 == 0) _clock.Jump(TimeSpan.FromSeconds(7));
                return false;
            },
            "the deliveries are as they should be");
    }

    private async Task<IEnumerable<string>> Audited(long id)
    {
        var page = await new Orders.Storage.AuditReader(_silo.Database).List(WebhookSilo.Shop, new AuditQuery { Kind = "webhook" });
        return page.Items.Where(row => row.Subject == AuditSubjects.Webhook(id)).Select(row => row.Type).Reverse();
    }
}

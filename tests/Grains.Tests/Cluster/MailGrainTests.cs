namespace Orders.Tests;

/// <summary>Mail over an hour's outage and a day's, with the clock moved by hand: a cluster of its own for each test.</summary>
public sealed class MailGrainTests : IAsyncLifetime
{
    private readonly OrdersCluster _cluster = new();
    private readonly Recipient _reader = new(OrdersCluster.NewPerson(), Role.Buyer, "Ada", "ada@example.org");

    private IMailGrain Grain => _cluster.Client.GetGrain<IMailGrain>(0);

    private InMemoryNotifications Store => _cluster.Notifications;

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    private Task Tell(Recipient reader, string key = "k:1") =>
        _cluster.Client.GetGrain<INotificationsGrain>(reader.Id).Tell(Given.Notice(reader, key)).InTime();

    /// <summary>The queue does what can be done now.</summary>
    private async Task Settle()
    {
        for (var due = Store.CountDue(); due > 0; due = Store.CountDue())
        {
            await Grain.Wake().InTime();
            await Store.Until(() => Store.CountDue() < due);
        }
    }

    private Task Later(TimeSpan by)
    {
        _cluster.Time.Move(by);
        return Settle();
    }

    private async Task<OrderId> PlaceOne(long shop)
    {
        var (id, buyer) = (Given.NewId(), OrdersCluster.NewPerson());
        var details = Given.Details(id) with { SellerId = shop, Buyer = new Buyer(buyer, "B", $"{buyer}@example.org") };
        Assert.Null((await _cluster.Order(id).Place(new PlaceOrder(new Actor(Role.Buyer, buyer, "B"), "place", details)).InTime()).Error);
        return id;
    }

    [Fact]
    public async Task Run_ServerDownForAnHourWithAThousandOrders_EveryMailIsSentOnceAfterwards()
    {
        var shop = OrdersCluster.NewPerson();
        _cluster.Staff.Add(shop);
        _cluster.MailServer.IsDown = true;
        foreach (var some in Enumerable.Range(0, 1000).Chunk(50))
        {
            var ids = await Task.WhenAll(some.Select(_ => PlaceOne(shop)));
            await Task.WhenAll(ids.Select(id => _cluster.Outbox.Confirmed(id, 1, OrderConsumer.Notification)));
        }

        Assert.Equal(2000, Store.CountMails(MailState.Waiting));
        for (var minute = 0; minute < 60; minute++) await Later(TimeSpan.FromMinutes(1));
        Assert.Empty(_cluster.MailServer.Accepted);
        Assert.InRange(_cluster.MailServer.Connections, 1, 60 * 6 * 8); // nobody hammers at a closed door: eight at most, every ten seconds

        _cluster.MailServer.IsDown = false;
        await Later(TimeSpan.FromHours(1));

        Assert.Equal(2000, _cluster.MailServer.Accepted.Count);
        Assert.Equal(2000, _cluster.MailServer.Accepted.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(2000, Store.CountMails(MailState.Sent));
    }

    [Fact]
    public async Task Place_TheServerHangs_TheOrderAndItsNoticesDoNotWait()
    {
        var hanging = new TaskCompletionSource();
        _cluster.MailServer.Before = () => hanging.Task;
        for (var i = 0; i < 20; i++)
        {
            var id = await PlaceOne(OrdersCluster.NewPerson());
            await _cluster.Outbox.Confirmed(id, 1, OrderConsumer.Notification);
        }

        Assert.Equal((20, 0), (Store.CountMails(MailState.Waiting), Store.CountMails(MailState.Sent)));
        Assert.Equal(20, (await Grain.List(Given.Admin, MailState.Waiting, null, 50).InTime()).Items.Length); // it answers meanwhile

        hanging.SetResult();
        await Settle();
        Assert.Equal(20, _cluster.MailServer.Accepted.Count);
    }

    [Fact]
    public async Task Run_OneAddressIsBad_TheOthersGetTheirsAndItIsParkedAfterADay()
    {
        _cluster.MailServer.Refuse(_reader.Email, "no such mailbox");
        await Tell(_reader);
        for (var i = 0; i < 30; i++) await Tell(new Recipient(OrdersCluster.NewPerson(), Role.Buyer, "O", $"o{i}@example.org"), $"o:{i}");
        await Settle();
        Assert.Equal((30, 1), (Store.CountMails(MailState.Sent), Store.CountMails(MailState.Waiting)));

        for (var half = 0; half < 50; half++) await Later(TimeSpan.FromMinutes(30));

        var parked = Assert.Single((await Grain.List(Given.Admin, MailState.Parked, null, 50).InTime()).Items);
        Assert.Equal((_reader.Email, "no such mailbox", null), (parked.To, parked.LastError, parked.NextTryAt));
        var tries = parked.Tries;
        await Later(TimeSpan.FromDays(3));
        Assert.Equal(tries, Store.MailsOf(_reader.Id)[0].Tries); // left alone
    }

    [Fact]
    public async Task SendAgain_AParkedMail_IsSentAndNotTwice()
    {
        _cluster.MailServer.Refuse(_reader.Email, "no such mailbox");
        await Tell(_reader);
        for (var half = 0; half < 50; half++) await Later(TimeSpan.FromMinutes(30));
        var id = Assert.Single(Store.MailsOf(_reader.Id)).Id;
        _cluster.MailServer.Admit(_reader.Email);
        Assert.False(await Grain.SendAgain(Given.Seller, id).InTime());

        Assert.True(await Grain.SendAgain(Given.Admin, id).InTime());
        await Settle();

        Assert.False(await Grain.SendAgain(Given.Admin, id).InTime());
        Assert.Single(_cluster.MailServer.Accepted);
        Assert.Equal(MailState.Sent, Store.MailsOf(_reader.Id)[0].State);
    }

    [Fact]
    public async Task Run_SentButNotNoted_ComesAgainUnderTheSameMessageId()
    {
        Store.BeforeSent(_reader.Id, Faults.Throw);
        await Tell(_reader);
        await Settle();

        Assert.Equal(2, _cluster.MailServer.Accepted.Count);
        Assert.Single(_cluster.MailServer.Accepted.Select(m => m.MessageId).Distinct());
        Assert.Equal(MailState.Sent, Store.MailsOf(_reader.Id)[0].State);
    }

    [Fact]
    public async Task Tell_MailIsDueNow_IsSentWithoutWaitingForATimer()
    {
        await Tell(_reader);
        await Store.Until(() => Store.CountMails(MailState.Sent) == 1);

        Assert.Equal(_reader.Email, Assert.Single(_cluster.MailServer.Accepted).Address);
    }

    [Fact]
    public async Task Run_DueBeforeTheQuietHoursButOnlyNowLookedAt_WaitsForTheirEnd()
    {
        var now = _cluster.Time.GetUtcNow();
        var minute = TimeOnly.FromDateTime(now.UtcDateTime);
        var quiet = new QuietHours(minute.AddHours(-3), minute.AddHours(2), "UTC");
        await Store.Add([new NotificationEntry(Given.Notice(_reader, "k:1"), false, now.AddHours(-4), quiet, [], now)]); // then nobody was there to send it
        await Settle();

        Assert.Empty(_cluster.MailServer.Accepted);
        Assert.True(Store.MailsOf(_reader.Id)[0] is { State: MailState.Waiting, Tries: 0 });
        await Later(TimeSpan.FromHours(2).Add(TimeSpan.FromMinutes(1)));
        Assert.Single(_cluster.MailServer.Accepted);
    }

    [Fact]
    public async Task ListAndGet_ByRole_OnlyAdminsLook()
    {
        await Tell(_reader);
        await Settle();
        var id = Store.MailsOf(_reader.Id)[0].Id;

        var listed = Assert.Single((await Grain.List(Given.Admin, null, null, 50).InTime()).Items);
        Assert.Equal((null, null), (listed.Text, listed.Html));
        Assert.Contains("Some words.", (await Grain.Get(Given.Admin, id).InTime())!.Html, StringComparison.Ordinal);
        Assert.All([Given.Buyer, Given.Seller, Given.Manager], other =>
        {
            Assert.Empty(Grain.List(other, null, null, 50).InTime().GetAwaiter().GetResult().Items);
            Assert.Null(Grain.Get(other, id).InTime().GetAwaiter().GetResult());
        });
    }
}

using System.Collections.Immutable;
using Orders.Storage;
using Xunit;
using static Orders.Tests.Storage.SampleNotices;

namespace Orders.Tests.Storage;

public sealed class NotificationStoreTests
{
    [Fact]
    public async Task Add_ManyTimesAtOnce_OnceOnEachChannel()
    {
        await using var db = TestDatabase.Open();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => db.Notifications.Add([Entry("a:1")])));

        Assert.Single(await db.Notifications.List(Ada.Id, false, null, 10));
        Assert.Equal(1, await db.Number("SELECT count(*) FROM mail_queue"));
    }

    [Fact]
    public async Task Add_AnotherKeyEventOrUser_IsAnotherNotice()
    {
        await using var db = TestDatabase.Open();
        var different = new[] { Entry("a:1"), Entry("a:2"), Entry("a:1", Ben), Entry("a:1", topic: NotificationEvent.OrderClosed) };
        for (var i = 0; i < different.Length; i++)
        {
            await db.Notifications.Add([different[i]]);
            Assert.Equal((i + 1, i + 1), (await Inboxes(db), await Mails(db)));
        }

        await db.Notifications.Add([.. different]);
        Assert.Equal((4, 4), (await Inboxes(db), await Mails(db)));
    }

    [Fact]
    public async Task Add_ForSeveralWithTheConfirmation_AllOfItAtOnce()
    {
        await using var db = TestDatabase.Open();
        await PlacedOrder(db);
        Assert.Equal(2, await db.Number("SELECT count(*) FROM outbox"));

        await db.Notifications.Add([Entry("a:1"), Entry("a:1", Ben)], new EventConfirmation(SampleOrders.Id(1), 1, OrderConsumer.Notification));

        Assert.Equal((2, 2), (await Inboxes(db), await Mails(db)));
        Assert.Equal((int)OrderConsumer.Inventory, await db.Number("SELECT consumer FROM outbox")); // the other's is still awaited
    }

    [Fact]
    public async Task Add_ARepeatAfterTheConfirmation_ChangesNothing()
    {
        await using var db = TestDatabase.Open();
        await PlacedOrder(db);
        var done = new EventConfirmation(SampleOrders.Id(1), 1, OrderConsumer.Notification);
        await db.Notifications.Add([Entry("a:1")], done);
        Assert.True(await db.Notifications.MarkRead(Ada.Id, 1));

        await db.Notifications.Add([Entry("a:1")], done);

        Assert.True(Assert.Single(await db.Notifications.List(Ada.Id, false, null, 10)).Read);
        Assert.Equal((1, 1), (await Inboxes(db), await Mails(db)));
    }

    [Fact]
    public async Task Add_ToWebhooks_OnceForEachThatIsInService()
    {
        await using var db = TestDatabase.Open();
        var webhooks = new WebhookStore(db.Database);
        var audit = new AuditEntry(AuditSubjects.Webhook(1), "added", 100, Now, new Actor(Role.Seller, Ben.Id, "Ben", 100), "to somewhere");
        var (works, off) = (await webhooks.Add(Endpoint(), audit), await webhooks.Add(Endpoint(), audit));
        var reason = new WebhookOutcome(1, WebhookDeliveryState.Failed, 1, null, 410, "gone", Now, "gone");
        await webhooks.Record(off.Id, reason, audit);
        const long never = 99;

        foreach (var key in new[] { "a:1", "a:1", "a:2" })
            await db.Notifications.Add([Entry(key, Ben, inApp: false, mail: false) with { Webhooks = [works.Id, off.Id, never] }]);

        Assert.Equal([2L, 1L], (await webhooks.Deliveries(works.Id, null, 10)).Select(d => d.Number));
        Assert.Empty((await webhooks.Deliveries(off.Id, null, 10)).ToArray());
        Assert.Equal(2, await db.Number("SELECT count(*) FROM webhook_deliveries"));

        static WebhookEndpoint Endpoint() => new(0, 100, Ben.Id, "https://hooks.example/", null, Now, "Ben", "whsec_c2VjcmV0");
    }

    private static Task PlacedOrder(TestDatabase db) => db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)) with
    {
        Awaited = [new(1, OrderConsumer.Inventory), new(1, OrderConsumer.Notification)],
        RelayAt = Now.AddSeconds(30),
    });

    private static Task<long> Inboxes(TestDatabase db) => db.Number("SELECT count(*) FROM notifications");

    private static Task<long> Mails(TestDatabase db) => db.Number("SELECT count(*) FROM mail_queue");

    [Fact]
    public async Task Add_OneChannelOnly_TheOtherCanFollow()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add([Entry("a:1", mail: false)]);
        Assert.Equal((1, 0), (await Inboxes(db), await Mails(db)));
        await db.Notifications.Add([Entry("a:1", inApp: false)]);
        Assert.Equal((1, 1), (await Inboxes(db), await Mails(db)));
    }

    [Fact]
    public async Task List_WhatWasAdded_AllOfIt()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add([Entry("a:1", topic: NotificationEvent.OrderShipped)]);

        var row = Assert.Single(await db.Notifications.List(Ada.Id, false, null, 10));
        Assert.Equal((NotificationEvent.OrderShipped, SampleOrders.Id(1), 3L, "A title", "Some\nwords.", "/my/orders/x", Now, false),
            (row.Event, row.OrderId!.Value, row.Sequence!.Value, row.Title, row.Body, row.Path, row.At, row.Read));
        Assert.Empty((await db.Notifications.List(Ben.Id, false, null, 10)).ToArray());
    }

    [Fact]
    public async Task List_PageByPage_EachOnceNewestFirst()
    {
        await using var db = TestDatabase.Open();
        for (var i = 0; i < 25; i++) await db.Notifications.Add([Entry($"a:{i}", i % 2 == 0 ? Ada : Ben)]);
        var ids = new List<long>();
        for (long? before = null; ;)
        {
            var page = await db.Notifications.List(Ada.Id, false, before, 4);
            ids.AddRange(page.Select(n => n.Id));
            if (page.Length < 4) break;
            before = page[^1].Id;
        }

        Assert.Equal(13, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(), ids);
    }

    [Fact]
    public async Task MarkAllRead_MoreThanOneTransactionTakes_AllOfTheUsersAndNobodyElses()
    {
        await using var db = TestDatabase.Open();
        await Task.WhenAll(Enumerable.Range(0, 1201).Select(i => db.Notifications.Add([Entry($"a:{i}", mail: false)])));
        await db.Notifications.Add([Entry("a:1", Ben)]);
        Assert.True(await db.Notifications.MarkAllRead(Ada.Id));
        Assert.Equal((0, 1), (await db.Notifications.Unread(Ada.Id), await db.Notifications.Unread(Ben.Id)));
        Assert.False(await db.Notifications.MarkAllRead(Ada.Id));
    }

    [Fact]
    public async Task MarkRead_OnceAgainAndNotThere_SaysWhich()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add([Entry("a:1")]);
        await db.Notifications.Add([Entry("a:2")]);
        var id = (await db.Notifications.List(Ada.Id, false, null, 1))[0].Id;

        Assert.True(await db.Notifications.MarkRead(Ada.Id, id));
        Assert.False(await db.Notifications.MarkRead(Ada.Id, id));
        Assert.Null(await db.Notifications.MarkRead(Ben.Id, id));
        Assert.Null(await db.Notifications.MarkRead(Ada.Id, 99));
        Assert.Equal(1, await db.Notifications.Unread(Ada.Id));
        Assert.Equal("A title", Assert.Single(await db.Notifications.List(Ada.Id, true, null, 10)).Title);
        Assert.True(await db.Notifications.MarkAllRead(Ada.Id));
        Assert.False(await db.Notifications.MarkAllRead(Ada.Id));
        Assert.Equal(0, await db.Notifications.Unread(Ada.Id));
    }

    [Fact]
    public async Task Unread_VeryMany_CountedUpToTheLimit()
    {
        await using var db = TestDatabase.Open();
        await Task.WhenAll(Enumerable.Range(0, OrderLimits.UnreadCount + 5).Select(i => db.Notifications.Add([Entry($"a:{i}")])));

        Assert.Equal(OrderLimits.UnreadCount, await db.Notifications.Unread(Ada.Id));
    }

    [Fact]
    public async Task SavePreferences_ThenLoad_TheSameWithARowOfTheAuditLog()
    {
        await using var db = TestDatabase.Open();
        Assert.Null(await db.Notifications.LoadPreferences(Ada.Id));
        var preferences = new NotificationPreferences(
            ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty.Add(NotificationEvent.OrderShipped, new(true, false, true)),
            new QuietHours(new(22, 30), new(7, 0), "Europe/Berlin"));
        var audit = new AuditEntry(AuditSubjects.Preferences(Ada.Id), "changed", null, Now, new Actor(Role.Buyer, Ada.Id, "Ada"), "orderShipped: in-app");

        await db.Notifications.SavePreferences(Ada.Id, preferences, audit);
        await db.Notifications.SavePreferences(Ada.Id, preferences with { QuietHours = null }, audit);

        var loaded = (await db.Notifications.LoadPreferences(Ada.Id))!;
        Assert.Null(loaded.QuietHours);
        Assert.Equal(preferences.Events, loaded.Events);
        Assert.Equal(2, await db.Number("SELECT count(*) FROM audit_events WHERE subject = 'preferences:7'"));
    }

    [Fact]
    public async Task Forget_Old_TheOldestFirstAndNoMoreThanTheLimit()
    {
        await using var db = TestDatabase.Open();
        for (var i = 0; i < 10; i++) await db.Notifications.Add([Entry($"a:{i}", at: Now.AddDays(i))]);

        Assert.Equal(3, await db.Notifications.Forget(Now.AddDays(5), 3));
        Assert.Equal(2, await db.Notifications.Forget(Now.AddDays(5), 100));
        Assert.Equal(0, await db.Notifications.Forget(Now.AddDays(5), 100));
        Assert.Equal(5, (await db.Notifications.List(Ada.Id, false, null, 100)).Length);
    }

    [Theory]
    [InlineData("SELECT * FROM notifications WHERE user_id = 1 AND read = 0 AND id < 9 ORDER BY id DESC LIMIT 5", "SEARCH notifications USING INDEX notifications_of_user (user_id=? AND read=? AND rowid<?)")]
    [InlineData("SELECT 1 FROM notifications WHERE user_id = 1 AND read = 0 LIMIT 5", "SEARCH notifications USING COVERING INDEX notifications_of_user (user_id=? AND read=?)")]
    [InlineData("SELECT * FROM mail_queue WHERE state = 0 AND next_at <= 5 ORDER BY next_at LIMIT 5", "SEARCH mail_queue USING INDEX mail_due (next_at<?)")]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfEachQuery_WalksAnIndexOfLittle(string sql, string expected)
    {
        await using var db = TestDatabase.Open();
        var plan = await db.Database.Read(connection => connection.Prepare("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3)));

        Assert.Equal(expected, Assert.Single(plan));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfAPageOfAll_IsTwoWalksThatAreCutShort()
    {
        await using var db = TestDatabase.Open();
        var plan = await db.Database.Read(connection => connection.Prepare("EXPLAIN QUERY PLAN " + NotificationStore.AllSql).All(row => row.Text(3)));

        Assert.Equal(2, plan.Count(step => step == "SEARCH notifications USING INDEX notifications_of_user (user_id=? AND read=? AND rowid<?)"));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN notifications", StringComparison.Ordinal));
    }
}

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
        var added = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => db.Notifications.Add(Entry("a:1"))));

        Assert.Equal((1, 1), (added.Count(a => a.InApp), added.Count(a => a.Mail)));
        Assert.Single(await db.Notifications.List(Ada.Id, false, null, 10));
        Assert.Equal(1, await db.Number("SELECT count(*) FROM mail_queue"));
    }

    [Fact]
    public async Task Add_AnotherKeyEventOrUser_IsAnotherNotice()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add(Entry("a:1"));
        Assert.Equal(new NotificationAdded(true, true), await db.Notifications.Add(Entry("a:2")));
        Assert.Equal(new NotificationAdded(true, true), await db.Notifications.Add(Entry("a:1", Ben)));
        Assert.Equal(new NotificationAdded(true, true), await db.Notifications.Add(Entry("a:1", topic: NotificationEvent.OrderClosed)));
        Assert.Equal(new NotificationAdded(false, false), await db.Notifications.Add(Entry("a:1")));
    }

    [Fact]
    public async Task Add_OneChannelOnly_TheOtherCanFollow()
    {
        await using var db = TestDatabase.Open();
        Assert.Equal(new NotificationAdded(true, false), await db.Notifications.Add(Entry("a:1", mail: false)));
        Assert.Equal(new NotificationAdded(false, true), await db.Notifications.Add(Entry("a:1", inApp: false)));
    }

    [Fact]
    public async Task List_WhatWasAdded_AllOfIt()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add(Entry("a:1", topic: NotificationEvent.OrderShipped));

        var row = Assert.Single(await db.Notifications.List(Ada.Id, false, null, 10));
        Assert.Equal((NotificationEvent.OrderShipped, SampleOrders.Id(1), 3L, "A title", "Some\nwords.", "/my/orders/x", Now, false),
            (row.Event, row.OrderId!.Value, row.Sequence!.Value, row.Title, row.Body, row.Path, row.At, row.Read));
        Assert.Empty((await db.Notifications.List(Ben.Id, false, null, 10)).ToArray());
    }

    [Fact]
    public async Task List_PageByPage_EachOnceNewestFirst()
    {
        await using var db = TestDatabase.Open();
        for (var i = 0; i < 25; i++) await db.Notifications.Add(Entry($"a:{i}", i % 2 == 0 ? Ada : Ben));
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
        await Task.WhenAll(Enumerable.Range(0, 1201).Select(i => db.Notifications.Add(Entry($"a:{i}", mail: false))));
        await db.Notifications.Add(Entry("a:1", Ben));
        Assert.True(await db.Notifications.MarkAllRead(Ada.Id));
        Assert.Equal((0, 1), (await db.Notifications.Unread(Ada.Id), await db.Notifications.Unread(Ben.Id)));
        Assert.False(await db.Notifications.MarkAllRead(Ada.Id));
    }

    [Fact]
    public async Task MarkRead_OnceAgainAndNotThere_SaysWhich()
    {
        await using var db = TestDatabase.Open();
        await db.Notifications.Add(Entry("a:1"));
        await db.Notifications.Add(Entry("a:2"));
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
        await Task.WhenAll(Enumerable.Range(0, OrderLimits.UnreadCount + 5).Select(i => db.Notifications.Add(Entry($"a:{i}"))));

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
        for (var i = 0; i < 10; i++) await db.Notifications.Add(Entry($"a:{i}", at: Now.AddDays(i)));

        Assert.Equal(3, await db.Notifications.Forget(Now.AddDays(5), 3));
        Assert.Equal(2, await db.Notifications.Forget(Now.AddDays(5), 100));
        Assert.Equal(0, await db.Notifications.Forget(Now.AddDays(5), 100));
        Assert.Equal(5, (await db.Notifications.List(Ada.Id, false, null, 100)).Length);
    }

    [Theory]
    [InlineData("SELECT * FROM notifications WHERE user_id = 1 AND id < 9 ORDER BY id DESC LIMIT 5", "SEARCH notifications USING INDEX notifications_of_user (user_id=? AND rowid<?)")]
    [InlineData("SELECT * FROM notifications WHERE user_id = 1 AND read = 0 AND id < 9 ORDER BY id DESC LIMIT 5", "SEARCH notifications USING INDEX notifications_unread (user_id=? AND rowid<?)")]
    [InlineData("SELECT 1 FROM notifications WHERE user_id = 1 AND read = 0 LIMIT 5", "SEARCH notifications USING COVERING INDEX notifications_unread (user_id=?)")]
    [InlineData("SELECT * FROM mail_queue WHERE state = 0 AND next_at <= 5 ORDER BY next_at LIMIT 5", "SEARCH mail_queue USING INDEX mail_due (next_at<?)")]
    [Trait("Database", "Sqlite")]
    public async Task Plan_OfEachQuery_WalksAnIndexOfLittle(string sql, string expected)
    {
        await using var db = TestDatabase.Open();
        var plan = await db.Database.Read(connection => connection.Prepare("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3)));

        Assert.Equal(expected, Assert.Single(plan));
    }
}

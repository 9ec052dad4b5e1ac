using Orders.Storage;
using Xunit;
using static Orders.Tests.Storage.SampleNotices;

namespace Orders.Tests.Storage;

public sealed class MailStoreTests
{
    private static async Task<TestDatabase> With(int mails)
    {
        var db = TestDatabase.Open();
        for (var i = 1; i <= mails; i++) await db.Notifications.Add([Entry($"a:{i}", at: Now.AddMinutes(i))]);
        return db;
    }

    [Fact]
    public async Task Due_WhatIsDue_LongestWaitingFirstAndWhole()
    {
        await using var db = await With(3);
        var quiet = new QuietHours(new(22, 0), new(7, 0), "Europe/Berlin");
        await db.Notifications.Add([Entry("b:1", Ben) with { QuietHours = quiet, MailAt = Now.AddSeconds(1) }]);

        var due = await db.Mail.Due(Now.AddMinutes(2), 10);

        Assert.Equal(["b:1", "a:1", "a:2"], due.Select(m => m.Key));
        Assert.Equal((Ben with { SellerId = null }, quiet, Now.AddSeconds(1), Now, MailState.Waiting, 0),
            (due[0].Recipient, due[0].QuietHours, due[0].DueAt, due[0].At, due[0].State, due[0].Tries));
        Assert.Equal((SampleOrders.Id(1), 3L, "A title", "Some\nwords.", "/my/orders/x"),
            (due[1].Order!.Value, due[1].Sequence!.Value, due[1].Title, due[1].Body, due[1].Path));
        Assert.Single(await db.Mail.Due(Now.AddMinutes(2), 1));
    }

    [Fact]
    public async Task Postpone_ADueMail_IsDueThenWithoutATry()
    {
        await using var db = await With(1);
        var id = (await db.Mail.Due(Now.AddMinutes(1), 1))[0].Id;
        await db.Mail.Postpone([new MailPostponed(id, Now.AddHours(1))]);

        Assert.Empty((await db.Mail.Due(Now.AddMinutes(59), 1)).ToArray());
        Assert.Equal(0, Assert.Single(await db.Mail.Due(Now.AddHours(1), 1)).Tries);
    }

    [Fact]
    public async Task Sent_Once_NotDueAnyMoreAndNeverFailedAfterwards()
    {
        await using var db = await With(1);
        var id = (await db.Mail.Due(Now.AddMinutes(1), 1))[0].Id;
        await db.Mail.Sent(id, Now.AddMinutes(2));
        await db.Mail.Failed([new MailFailure(id, "too late", null)]);

        Assert.Empty((await db.Mail.Due(DateTimeOffset.MaxValue, 10)).ToArray());
        var mail = (await db.Mail.Get(id))!;
        Assert.Equal((MailState.Sent, 1, null, null), (mail.State, mail.Tries, mail.NextTryAt, mail.LastError));
    }

    [Fact]
    public async Task Failed_WithAndWithoutANextTry_WaitsOrIsParked()
    {
        await using var db = await With(2);
        var due = await db.Mail.Due(Now.AddMinutes(2), 2);
        await db.Mail.Failed([new MailFailure(due[0].Id, "busy", Now.AddHours(1)), new MailFailure(due[1].Id, "no mailbox", null)]);

        Assert.Empty((await db.Mail.Due(Now.AddMinutes(59), 10)).ToArray());
        Assert.Equal((due[0].Id, 1, "busy"), (await db.Mail.Due(Now.AddHours(1), 10)).Select(m => (m.Id, m.Tries, m.LastError!)).Single());
        Assert.Equal((due[1].Id, "no mailbox", null),
            (await db.Mail.List(MailState.Parked, null, 10)).Select(m => (m.Id, m.LastError!, m.NextTryAt)).Single());
    }

    [Fact]
    public async Task Unpark_Parked_DueNowAndADayToGo()
    {
        await using var db = await With(1);
        var id = (await db.Mail.Due(Now.AddMinutes(1), 1))[0].Id;
        Assert.False(await db.Mail.Unpark(id, Now));
        await db.Mail.Failed([new MailFailure(id, "no", null)]);

        Assert.True(await db.Mail.Unpark(id, Now.AddDays(2)));

        var mail = Assert.Single(await db.Mail.Due(Now.AddDays(2), 10));
        Assert.Equal((0, Now.AddDays(2)), (mail.Tries, mail.DueAt));
        Assert.False(await db.Mail.Unpark(id, Now));
    }

    [Fact]
    public async Task List_ByState_PagesOfThatStateNewestFirst()
    {
        await using var db = await With(9);
        foreach (var mail in await db.Mail.Due(Now.AddMinutes(6), 10))
        {
            if (mail.Id % 2 == 0) await db.Mail.Sent(mail.Id, Now);
            else await db.Mail.Failed([new MailFailure(mail.Id, "no", null)]);
        }

        Assert.Equal("9 8 7", await Ids(MailState.Waiting, null));
        Assert.Equal("6 4 2", await Ids(MailState.Sent, null));
        Assert.Equal("3 1", await Ids(MailState.Parked, 5));
        Assert.Equal("9 8 7 6 5 4 3 2 1", await Ids(null, null));

        async Task<string> Ids(MailState? state, long? before) =>
            string.Join(' ', (await db.Mail.List(state, before, 100)).Select(m => m.Id));
    }

    [Fact]
    public async Task Forget_SentLongAgo_OnlyThat()
    {
        await using var db = await With(4);
        await db.Mail.Sent(1, Now);
        await db.Mail.Sent(2, Now.AddDays(10));
        await db.Mail.Failed([new MailFailure(3, "no", null)]);

        Assert.Equal(1, await db.Mail.Forget(Now.AddDays(5), 100));
        Assert.Equal([4L, 3, 2], (await db.Mail.List(null, null, 10)).Select(m => m.Id));
    }
}

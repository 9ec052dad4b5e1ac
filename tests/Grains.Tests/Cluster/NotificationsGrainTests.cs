using System.Collections.Immutable;
using System.Threading.Channels;

namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class NotificationsGrainTests(OrdersCluster cluster)
{
    private readonly Recipient _buyer = NewBuyer();

    private sealed class Badge : IInboxObserver
    {
        private readonly Channel<int> _unread = Channel.CreateUnbounded<int>();

        public Task Changed(int unread)
        {
            _unread.Writer.TryWrite(unread);
            return Task.CompletedTask;
        }

        public Task<int> Next() => _unread.Reader.ReadAsync().AsTask().InTime();
    }

    private static Recipient NewBuyer()
    {
        var id = OrdersCluster.NewPerson();
        return new Recipient(id, Role.Buyer, $"B {id}", $"{id}@example.org");
    }

    private INotificationsGrain Grain => cluster.Client.GetGrain<INotificationsGrain>(_buyer.Id);

    private Actor Caller => new(Role.Buyer, _buyer.Id, _buyer.Name);

    private static NotificationPreferences Choosing(ChannelChoice choice, QuietHours? quiet = null) =>
        new(ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty.Add(NotificationEvent.OrderReceived, choice), quiet);

    [Fact]
    public async Task Tell_TheSameNoticeTwice_TellsOnce()
    {
        await Grain.Tell(Given.Notice(_buyer)).InTime();
        await Grain.Tell(Given.Notice(_buyer)).InTime();
        await Grain.Tell(Given.Notice(_buyer, topic: NotificationEvent.OrderCancelled)).InTime(); // of the same order and sequence: another thing

        Assert.Equal(2, cluster.Notifications.InboxOf(_buyer.Id).Length);
        Assert.Equal(2, cluster.Notifications.MailsOf(_buyer.Id).Length);
        Assert.Equal(2, await Grain.Unread().InTime());
    }

    [Fact]
    public async Task Tell_NotWanted_NothingIsWritten()
    {
        Assert.Null((await Grain.SetPreferences(Caller, Choosing(new(false, false, false))).InTime()).Error);
        await Grain.Tell(Given.Notice(_buyer)).InTime();

        Assert.Empty(cluster.Notifications.EntriesOf(_buyer.Id));
    }

    [Fact]
    public async Task Tell_InQuietHours_InboxNowAndMailAfterThem()
    {
        var now = cluster.Time.GetUtcNow();
        var quiet = new QuietHours(TimeOnly.FromDateTime(now.UtcDateTime.AddHours(-2)), TimeOnly.FromDateTime(now.UtcDateTime.AddHours(2)), "UTC");
        await Grain.SetPreferences(Caller, Choosing(new(true, true, false), quiet)).InTime();

        await Grain.Tell(Given.Notice(_buyer)).InTime();

        Assert.Single(cluster.Notifications.InboxOf(_buyer.Id));
        var mail = Assert.Single(cluster.Notifications.MailsOf(_buyer.Id));
        Assert.InRange(mail.NextTryAt!.Value, now.AddHours(2).AddMinutes(-1), now.AddHours(2).AddMinutes(2));
        Assert.Equal((MailState.Waiting, quiet), (mail.State, mail.QuietHours));
    }

    [Fact]
    public async Task Tell_WhileAnotherIsBeingWritten_DoesNotWaitForIt()
    {
        var gate = new Gate();
        cluster.Notifications.BeforeAdd(_buyer.Id, gate.Pass);
        var first = Grain.Tell(Given.Notice(_buyer, "first:1"));
        await gate.Reached;

        await Grain.Tell(Given.Notice(_buyer, "second:1")).InTime();

        Assert.Single(cluster.Notifications.InboxOf(_buyer.Id));
        gate.Open();
        await first.InTime();
        Assert.Equal(2, cluster.Notifications.InboxOf(_buyer.Id).Length);
    }

    [Fact]
    public async Task Tell_WriteFails_TheCallerHearsOfIt()
    {
        cluster.Notifications.BeforeAdd(_buyer.Id, Faults.Throw);

        await Patience.Fails(() => Grain.Tell(Given.Notice(_buyer)));
        Assert.Empty(cluster.Notifications.InboxOf(_buyer.Id));
    }

    [Fact]
    public async Task Tell_MeantForAnother_Refused()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Grain.Tell(Given.Notice(NewBuyer())).InTime());

        Assert.IsType<ArgumentException>(error.GetBaseException());
        Assert.Empty(cluster.Notifications.InboxOf(_buyer.Id));
    }

    [Fact]
    public async Task List_APageAtATime_NewestFirstAndAllOfThem()
    {
        for (var i = 0; i < 7; i++) await Grain.Tell(Given.Notice(_buyer, $"k:{i}")).InTime();
        var read = cluster.Notifications.InboxOf(_buyer.Id)[5].Id;
        Assert.True(await Grain.Read(read).InTime());

        var first = await Grain.List(false, null, 5).InTime();
        var second = await Grain.List(false, first.Before, 5).InTime();
        var unread = await Grain.List(true, null, 200).InTime();

        var all = first.Items.Concat(second.Items).Select(n => n.Id).ToArray();
        Assert.Equal((7, null, 6), (all.Distinct().Count(), second.Before, first.Unread));
        Assert.Equal(all.OrderDescending(), all);
        Assert.Equal(all.Except([read]), unread.Items.Select(n => n.Id));
    }

    [Fact]
    public async Task Read_SomebodyElses_ThereIsNone()
    {
        var other = NewBuyer();
        await cluster.Client.GetGrain<INotificationsGrain>(other.Id).Tell(Given.Notice(other)).InTime();
        var id = Assert.Single(cluster.Notifications.InboxOf(other.Id)).Id;

        Assert.False(await Grain.Read(id).InTime());
        Assert.False(cluster.Notifications.InboxOf(other.Id)[0].Read);
    }

    [Fact]
    public async Task Observers_OfAnInbox_HearTheNumberOfUnreadOnes()
    {
        var badge = new Badge();
        var reference = cluster.Client.CreateObjectReference<IInboxObserver>(badge);
        await Grain.Subscribe(reference).InTime();

        await Grain.Tell(Given.Notice(_buyer, "a:1")).InTime();
        Assert.Equal(1, await badge.Next());
        await Grain.Tell(Given.Notice(_buyer, "a:1")).InTime(); // nothing new
        await Grain.Tell(Given.Notice(_buyer, "b:1")).InTime();
        Assert.Equal(2, await badge.Next());
        await Grain.Read(cluster.Notifications.InboxOf(_buyer.Id)[0].Id).InTime();
        Assert.Equal(1, await badge.Next());
        await Grain.ReadAll().InTime();
        Assert.Equal(0, await badge.Next());
        GC.KeepAlive(reference);
    }

    [Fact]
    public async Task SetPreferences_Good_KeptAndAudited()
    {
        var result = await Grain.SetPreferences(Caller, Choosing(new(true, false, false))).InTime();

        Assert.Equal(new ChannelChoice(true, false, false), result.Preferences!.Events[NotificationEvent.OrderReceived]);
        Assert.Equal(9, (await Grain.GetPreferences(Caller).InTime()).Events.Count);
        var audit = Assert.Single(cluster.Notifications.Audit, a => a.Subject == AuditSubjects.Preferences(_buyer.Id));
        Assert.Equal(("changed", Caller, "orderReceived: in-app"), (audit.Type, audit.Actor, audit.Summary));
    }

    [Fact]
    public async Task SetPreferences_Impossible_RefusedAndNothingKept()
    {
        var result = await Grain.SetPreferences(Caller, Choosing(new(true, false, true))).InTime();

        Assert.Equal("events.orderReceived.webhook", Assert.IsType<InvalidField>(result.Error).Field);
        Assert.Null(await cluster.Notifications.LoadPreferences(_buyer.Id));
    }

    [Fact]
    public async Task SetPreferences_WriteFails_TheOldOnesHold()
    {
        cluster.Notifications.BeforeSave(_buyer.Id, Faults.Throw);

        await Patience.Fails(() => Grain.SetPreferences(Caller, Choosing(new(false, false, false))));
        await Grain.Tell(Given.Notice(_buyer)).InTime();
        Assert.Single(cluster.Notifications.InboxOf(_buyer.Id));
    }

    [Fact]
    public async Task Preferences_OfSomebodyElse_Refused()
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => Grain.SetPreferences(Given.Admin, Choosing(new(false, false, false))).InTime());

        Assert.IsType<ArgumentException>(error.GetBaseException());
    }
}

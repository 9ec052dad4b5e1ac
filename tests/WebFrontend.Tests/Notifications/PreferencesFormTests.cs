using System.Collections.Immutable;
using Orders.Web;

namespace Orders.Tests;

public sealed class PreferencesFormTests
{
    private static readonly NotificationPreferences Kept = new(
        ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty
            .Add(NotificationEvent.OrderShipped, new ChannelChoice(true, true, false))
            .Add(NotificationEvent.OrderReceived, new ChannelChoice(true, false, false)),
        QuietHours: null);

    [Fact]
    public void Form_AsItIsKept_HasNoChangesAndSuggestsTheBrowsersZone()
    {
        var form = new PreferencesForm(Kept, "Europe/Berlin");

        Assert.False(form.IsChanged);
        Assert.Equal("Europe/Berlin", form.TimeZone);
        Assert.Equal([NotificationEvent.OrderReceived, NotificationEvent.OrderShipped], form.Rows.Select(r => r.Event));
    }

    [Fact]
    public void IsChanged_AChoiceThereAndBack_FollowsIt()
    {
        var form = new PreferencesForm(Kept, "Europe/Berlin");

        form.Rows[0].Email = true;
        Assert.True(form.IsChanged);
        form.Rows[0].Email = false;

        Assert.False(form.IsChanged);
    }

    [Fact]
    public void IsChanged_QuietHoursSwitchedOnOrMoved_IsTrue()
    {
        var on = new PreferencesForm(Kept, "Europe/Berlin") { Quiet = true };
        var hours = new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0), "Europe/Berlin");
        var moved = new PreferencesForm(Kept with { QuietHours = hours }, "UTC") { From = new TimeOnly(21, 0) };

        Assert.True(on.IsChanged);
        Assert.True(moved.IsChanged);
        Assert.False(new PreferencesForm(Kept with { QuietHours = hours }, "UTC").IsChanged);
    }

    [Fact]
    public void Read_GoodQuietHours_GivesThem()
    {
        var form = new PreferencesForm(Kept, "Europe/Berlin") { Quiet = true, From = new TimeOnly(21, 30), TimeZone = " America/New_York " };

        var (preferences, problems) = form.Read();

        Assert.Empty(problems);
        Assert.Equal(new QuietHours(new TimeOnly(21, 30), new TimeOnly(7, 0), "America/New_York"), preferences!.QuietHours);
        Assert.Equal(Kept.Events[NotificationEvent.OrderShipped], preferences.Events[NotificationEvent.OrderShipped]);
    }

    [Fact]
    public void Read_QuietHoursSwitchedOff_AsksForNothing()
    {
        var form = new PreferencesForm(Kept, "Europe/Berlin") { From = null, To = null, TimeZone = "nowhere" };

        var (preferences, problems) = form.Read();

        Assert.Empty(problems);
        Assert.Null(preferences!.QuietHours);
    }

    [Fact]
    public void Read_BadQuietHours_NamesEveryField()
    {
        var empty = new PreferencesForm(Kept, "Europe/Berlin") { Quiet = true, From = null, To = null, TimeZone = "Atlantis/Harbour" };
        var same = new PreferencesForm(Kept, "Europe/Berlin") { Quiet = true, From = new TimeOnly(7, 0), To = new TimeOnly(7, 0) };

        Assert.Equal(["from", "timeZone", "to"], empty.Read().Problems.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["to"], same.Read().Problems.Keys);
        Assert.Null(same.Read().Preferences);
    }

    [Fact]
    public void Words_OfEveryEventAndBothSides_AreThere()
    {
        foreach (var what in Enum.GetValues<NotificationEvent>())
        {
            Assert.NotEmpty(NotificationWords.Name(what, forBuyer: true));
            Assert.NotEmpty(NotificationWords.Name(what, forBuyer: false));
        }
    }
}

using System.Collections.Immutable;

namespace Orders.Tests;

public sealed class NotificationRulesTests
{
    private static readonly Recipient Buyer = new(Given.Buyer.Id, Role.Buyer, "A. Buyer", "a@example.org");
    private static readonly Recipient Seller = new(Given.Seller.Id, Role.Seller, "S. Seller", "s@shop.example") { SellerId = Given.Shop };

    private static Notice ToSeller => Given.Notice(Seller) with { Data = "{}" };

    private static NotificationPreferences Choosing(NotificationEvent topic, ChannelChoice choice, QuietHours? quiet = null) =>
        new(ImmutableDictionary<NotificationEvent, ChannelChoice>.Empty.Add(topic, choice), quiet);

    [Theory]
    [InlineData(Role.Buyer, 9)]
    [InlineData(Role.Seller, 11)]
    [InlineData(Role.Manager, 11)]
    [InlineData(Role.Admin, 0)]
    public void Defaults_OfARole_WhatItCanBeToldOf(Role role, int count)
    {
        var defaults = NotificationRules.Defaults(role);

        Assert.Equal(count, defaults.Count);
        Assert.All(defaults.Values, choice => Assert.Equal(NotificationRules.HasWebhooks(role), choice.Webhook));
        Assert.All(defaults.Values, choice => Assert.True(choice.InApp || !choice.Email)); // what is worth a mail is in the inbox too
    }

    [Theory]
    [InlineData(NotificationEvent.OrderReceived)]
    [InlineData(NotificationEvent.OrderShipped)]
    [InlineData(NotificationEvent.OrderCancelled)]
    [InlineData(NotificationEvent.OrderRefunded)]
    public void Channels_BuyerChoseNothing_InboxAndMail(NotificationEvent topic) =>
        Assert.Equal(new ChannelChoice(true, true, false), NotificationRules.Channels(null, Given.Notice(Buyer, topic: topic)));

    [Fact]
    public void Channels_UserChose_AsChosen()
    {
        var chosen = Choosing(NotificationEvent.OrderReceived, new(false, true, false));

        Assert.Equal(new ChannelChoice(false, true, false), NotificationRules.Channels(chosen, ToSeller));
        Assert.Equal(new ChannelChoice(true, true, true), NotificationRules.Channels(chosen, ToSeller with { Event = NotificationEvent.LowStock }));
    }

    [Fact]
    public void Channels_OwnDoing_OnlyPrograms() =>
        Assert.Equal(new ChannelChoice(false, false, true), NotificationRules.Channels(null, ToSeller with { OwnDoing = true }));

    [Fact]
    public void Channels_NoAddress_NoMail() =>
        Assert.Equal(new ChannelChoice(true, false, true), NotificationRules.Channels(null, ToSeller with { Recipient = Seller with { Email = "" } }));

    [Fact]
    public void Channels_ABuyerWithASellersPast_NoWebhooks()
    {
        var stored = Choosing(NotificationEvent.OrderReceived, new(true, false, true));

        Assert.False(NotificationRules.Channels(stored, Given.Notice(Buyer) with { Data = "{}" }).Webhook);
        Assert.False(NotificationRules.Effective(stored, Role.Buyer).Events[NotificationEvent.OrderReceived].Webhook);
    }

    [Fact]
    public void Channels_NotForTheRole_NotTold() =>
        Assert.Equal(new ChannelChoice(false, false, false), NotificationRules.Channels(null, Given.Notice(Buyer, topic: NotificationEvent.LowStock)));

    public static TheoryData<NotificationPreferences, Role, string> Impossible => new()
    {
        { Choosing(NotificationEvent.LowStock, new(true, true, false)), Role.Buyer, "events.lowStock" },
        { Choosing(NotificationEvent.OrderShipped, new(true, true, true)), Role.Buyer, "events.orderShipped.webhook" },
        { Choosing((NotificationEvent)99, new(true, true, false)), Role.Seller, "events.unknown" },
        { Quiet("Europe/Atlantis"), Role.Seller, "quietHours.timeZone" },
        { Quiet(""), Role.Seller, "quietHours.timeZone" },
        { Quiet("../../etc/passwd"), Role.Seller, "quietHours.timeZone" },
        { Quiet("W. Europe Standard Time"), Role.Seller, "quietHours.timeZone" },
        { Quiet("UTC") with { QuietHours = new(new(8, 0), new(8, 0), "UTC") }, Role.Buyer, "quietHours.to" },
    };

    private static NotificationPreferences Quiet(string zone) =>
        Choosing(NotificationEvent.OrderShipped, new(true, true, false), new QuietHours(new(22, 0), new(7, 0), zone));

    [Theory, MemberData(nameof(Impossible))]
    public void Check_WhatCannotBe_NamesTheField(NotificationPreferences wanted, Role role, string field) =>
        Assert.Equal(field, PreferenceRules.Check(wanted, role)?.Field);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Argentina/Buenos_Aires")]
    [InlineData("UTC")]
    [InlineData("Etc/GMT+3")]
    public void Check_KnownZone_Fine(string zone) => Assert.Null(PreferenceRules.Check(Quiet(zone), Role.Buyer));

    [Fact]
    public void Merge_SomeEvents_TheOthersKeepWhatTheyHave()
    {
        var stored = Choosing(NotificationEvent.OrderReceived, new(false, false, false), new QuietHours(new(22, 0), new(7, 0), "UTC"));

        var merged = PreferenceRules.Merge(stored, Choosing(NotificationEvent.OrderShipped, new(true, false, false)));

        Assert.Equal(new ChannelChoice(false, false, false), merged.Events[NotificationEvent.OrderReceived]);
        Assert.Equal(new ChannelChoice(true, false, false), merged.Events[NotificationEvent.OrderShipped]);
        Assert.Null(merged.QuietHours);
    }

    [Fact]
    public void Describe_AChange_InWords()
    {
        var after = Choosing(NotificationEvent.OrderReceived, new(true, false, false), new QuietHours(new(22, 0), new(7, 30), "Europe/Berlin"));

        Assert.Equal("orderReceived: in-app; quiet hours: 22:00 to 07:30 Europe/Berlin", PreferenceRules.Describe(null, after, Role.Buyer));
        Assert.Equal("nothing", PreferenceRules.Describe(after, after, Role.Buyer));
    }
}

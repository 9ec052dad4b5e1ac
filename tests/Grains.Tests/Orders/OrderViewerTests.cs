using System.Text.Json;

namespace Orders.Tests;

public sealed class OrderViewerTests
{
    [Fact]
    public void View_EveryStatusAndRole_ActionsAreTheTables()
    {
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var view = OrderViewer.View(Given.At(status), null, Given.Of(role));

                Assert.Equal(OrderActions.For(status, role), view.AllowedActions);
                Assert.Equal((status, Given.PathTo(status).Length + 1), (view.Status, (int)view.Version));
                Assert.Equal(view.Version, view.History.Length);
                Assert.Equal(view.Version, view.Timestamps.Count);
            }
        }
    }

    [Fact]
    public void View_Shipped_HoldsWhatWasOrderedAndHowItTravels()
    {
        var state = Given.At(OrderStatus.Shipped);

        var view = OrderViewer.View(state, null, Given.Buyer);

        Assert.Equal(new Money(2990, "EUR"), view.Total);
        Assert.Equal(state.Id.PlacedAt, view.PlacedAt);
        Assert.Equal("https://www.dhl.com/global-en/home/tracking.html?tracking-id=JD0123", view.Shipment!.TrackingUrl);
        Assert.Equal(new PaymentSummary(PaymentStatus.Pending, Money.Zero("EUR")), view.Payment);
    }

    [Fact]
    public void Track_RightToken_NothingPersonalAndNoPrices()
    {
        var state = Given.At(OrderStatus.Shipped);

        var json = JsonSerializer.Serialize(OrderViewer.Track(state, state.Details.TrackingToken));

        string[] secrets = ["buyer@example.org", "A. Buyer", "High Street", "12.45", "29.90", "S. Seller"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, json, StringComparison.Ordinal));
        Assert.Contains("JD0123", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Track_AnyOtherToken_Null()
    {
        var state = Given.Placed();
        var token = state.Details.TrackingToken;

        string?[] wrong = ["", null, token[..^1], token + "0", token[..^1] + (token[^1] == '0' ? '1' : '0'), TrackingToken.New(state.Id)];
        Assert.All(wrong, t => Assert.Null(OrderViewer.Track(state, t!)));
    }

    [Fact]
    public void Listing_SeveralLines_HeadlineAndSearchText()
    {
        var listing = OrderProjection.Listing(Given.Placed());

        Assert.Equal("2 · Blue mug +1", listing.Headline);
        Assert.Equal("1001 A. Buyer buyer@example.org MUG-B Blue mug TEA-1 Green tea", listing.SearchText);
    }

    [Fact]
    public void Headline_OneLine_NoCount()
    {
        var details = Given.Details(Given.NewId());

        Assert.Equal("2 · Blue mug", OrderProjection.Headline([details.Lines[0]]));
    }

    [Fact]
    public void Row_AfterAStep_WhatListsSortAndFilterBy()
    {
        var state = Given.At(OrderStatus.Preparing);

        Assert.Equal(
            new OrderRow(state.Id, Given.Shop, Given.Buyer.Id, OrderStatus.Preparing, 2, Given.Now.AddMinutes(1), 2990, null, 0),
            OrderProjection.Row(state, null));
    }
}

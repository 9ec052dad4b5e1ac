using System.Text.Json;
using Xunit.Abstractions;

namespace Orders.Tests;

public sealed class OrderIdTests(ITestOutputHelper output)
{
    [Fact]
    public void Parse_WhatWasPrinted_TheSameIdAndTheSameOrder()
    {
        var random = Seed.Random(output);
        OrderId[] ids = [new(0), new(long.MaxValue), .. Enumerable.Range(0, 10_000).Select(_ => new OrderId(random.NextInt64(long.MaxValue)))];

        Assert.All(ids, id =>
        {
            Assert.True(OrderId.TryParse(id.ToString(), out var parsed));
            Assert.Equal(id, parsed);
            Assert.Equal(id, JsonSerializer.Deserialize<OrderId>(JsonSerializer.Serialize(id)));
        });
        Assert.Equal(ids.Order().Select(id => id.ToString()), ids.Select(id => id.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parse_RandomTexts_PrintedAgainAsTheyWereOrRefused()
    {
        var random = Seed.Random(output);
        const string alphabet = "0123456789abcdefghjkmnpqrstvwxyzilouABC-_ é\0";
        for (var i = 0; i < 10_000; i++)
        {
            var text = new string(random.GetItems<char>(alphabet, random.Next(0, 16)));
            if (OrderId.TryParse(text, out var id)) Assert.Equal(text, id.ToString());
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000 ")]
    [InlineData("8000000000000")]
    [InlineData("zzzzzzzzzzzzz")]
    [InlineData("000000000000l")]
    [InlineData("ABCDEFGHJKMNP")]
    public void Parse_NotAnId_Refused(string? text) => Assert.False(OrderId.TryParse(text, out _));

    [Fact]
    public void Of_AnyMoment_KeepsItToTheMillisecondAndGrowsWithIt()
    {
        var random = Seed.Random(output);
        var start = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 10_000; i++)
        {
            var moment = start.AddMilliseconds(random.NextInt64(1L << 42));
            var id = OrderId.Of(moment, random.Next());

            Assert.Equal(moment, id.PlacedAt);
            Assert.True(OrderId.FirstAt(moment) <= id);
            Assert.True(id < OrderId.FirstAt(moment.AddMilliseconds(1)));
        }
    }

    [Fact]
    public void TrackingToken_OfAnOrder_LeadsBackToIt()
    {
        var id = Given.NewId();
        var token = TrackingToken.New(id);

        Assert.True(TrackingToken.TryGetOrderId(token, out var found));
        Assert.Equal(id, found);
        Assert.NotEqual(token, TrackingToken.New(id));
        Assert.False(TrackingToken.TryGetOrderId(token[1..], out _));
        Assert.False(TrackingToken.TryGetOrderId(null, out _));
    }
}

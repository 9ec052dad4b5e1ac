using Orders.Web;
using Xunit;

namespace Orders.Tests.Components;

public sealed class ViewerClockTests
{
    [Theory]
    [InlineData("Europe/Berlin", "Europe/Berlin")]
    [InlineData("Europe/../Europe/Berlin", "UTC")]
    [InlineData("./Europe/Berlin", "UTC")]
    [InlineData("Europe/Nowhere", "UTC")]
    [InlineData("", "UTC")]
    [InlineData(null, "UTC")]
    public void UseZone_WhatTheCookieSays_OnlyNamesOfZonesAreTaken(string? name, string zone)
    {
        using var clock = new ViewerClock(TimeProvider.System);
        clock.UseZone(name);
        Assert.Equal(zone, clock.Zone.Id);
    }
}

using Npgsql;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class PostgresSettingsTests
{
    [Fact]
    public void Source_NothingSaidOfLimits_HasOurs()
    {
        using var source = PostgresSettings.Source("Host=db;Database=orders;Multiplexing=true");
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((5, 30, 256, 2), (settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages));
    }

    [Theory]
    [InlineData("14.2", "UTF8", "on", "15 or later")]
    [InlineData("9.6", "UTF8", "on", "15 or later")]
    [InlineData("15.14 (Debian 15.14-0+deb12u1)", "SQL_ASCII", "on", "encoding SQL_ASCII")]
    [InlineData("18beta1", "UTF8", "off", "synchronous_commit=off")]
    [InlineData("15.14 (Debian 15.14-0+deb12u1)", "UTF8", "on", null)]
    public void Complaint_OfAServer_SaysWhatAShopNeeds(string version, string encoding, string synchronousCommit, string? expected)
    {
        var complaint = new PostgresSettings(version, "orders", encoding, synchronousCommit, "on", "on").Complaint();
        if (expected is null) Assert.Null(complaint);
        else Assert.Contains(expected, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_LimitsGiven_KeepsThem()
    {
        using var source = PostgresSettings.Source("Host=db;Database=orders;Timeout=15;Command Timeout=7;Max Auto Prepare=0;Auto Prepare Min Usages=5");
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((15, 7, 0, 5), (settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages));
    }
}

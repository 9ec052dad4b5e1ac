using Npgsql;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class PostgresSettingsTests
{
    [Fact]
    public void Source_NothingSaidOfLimits_HasOurs()
    {
        using var source = PostgresSettings.Source("Host=db;Database=orders");
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((5, 30, 256, 2), (settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages));
    }

    [Fact]
    public void Source_LimitsGiven_KeepsThem()
    {
        using var source = PostgresSettings.Source("Host=db;Database=orders;Timeout=15;Command Timeout=7;Max Auto Prepare=0;Auto Prepare Min Usages=5");
        var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((15, 7, 0, 5), (settings.Timeout, settings.CommandTimeout, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages));
    }
}

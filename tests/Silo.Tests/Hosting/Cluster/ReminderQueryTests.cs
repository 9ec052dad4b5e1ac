using Orders.Testing;
using Xunit;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>The statements of Microsoft.Orleans.Reminders.AdoNet, with the parameters that it binds.</summary>
[Trait("Database", "Postgres")]
public sealed class ReminderQueryTests : IAsyncLifetime
{
    private static readonly DateTime Start = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Parameter Service = Parameter.Text("ServiceId", "shop");

    private OrleansDatabase? _created;

    private OrleansDatabase Database => _created!;

    public async Task InitializeAsync() => _created = PostgresServer.IsInstalled ? await OrleansDatabase.Create() : null;

    public Task DisposeAsync()
    {
        _created?.Dispose();
        return Task.CompletedTask;
    }

    [PostgresFact]
    public async Task Upsert_NewAndAgain_IsReadBackWithAnotherEtag()
    {
        var first = await Upsert("a", "tick", 7, 60_000);
        var second = await Upsert("a", "tick", 7, 3_000_000_000);
        Assert.NotEqual(first, second);
        var row = Assert.Single(await Database.Rows("ReadReminderRowKey", Service, Parameter.Ansi("GrainId", "a"), Parameter.Text("ReminderName", "tick")));
        Assert.Equal(("a", "tick", Start, 3_000_000_000L, second), (row["GrainId"], row["ReminderName"], row["StartTime"], row["Period"], row["Version"]));
    }

    // Catches: versions that begin anew with each row, so that an etag from before a removal fits what was registered after it.
    [PostgresFact]
    public async Task Upsert_AfterARemoval_GivesNoOldEtag()
    {
        var before = await Upsert("a", "tick", 7, 60_000);
        Assert.True(await Delete("a", "tick", before));
        Assert.NotEqual(before, await Upsert("a", "tick", 7, 60_000));
        Assert.False(await Delete("a", "tick", before));
    }

    [PostgresFact]
    public async Task Delete_WithAnOldEtagOrOfNone_RemovesNothing()
    {
        var old = await Upsert("a", "tick", 7, 60_000);
        await Upsert("a", "tick", 7, 60_000);
        Assert.False(await Delete("a", "tick", old));
        Assert.False(await Delete("b", "tick", old));
        Assert.Single(await Database.Rows("ReadReminderRowsKey", Service, Parameter.Ansi("GrainId", "a")));
    }

    // The provider asks the first where begin < end as signed numbers, and the second otherwise.
    [PostgresTheory]
    [InlineData(0u, 0u, "abcd")]
    [InlineData(5u, 100u, "b")]
    [InlineData(4u, 100u, "ab")]
    [InlineData(100u, 0x9000_0000u, "c")]
    [InlineData(0x9000_0000u, 5u, "ad")]
    [InlineData(100u, 4u, "cd")]
    public async Task ReadRange_AnyPartOfTheRing_GivesWhoIsAfterTheBeginningAndUpToTheEnd(uint begin, uint end, string expected)
    {
        await Upsert("a", "tick", 5, 1);
        await Upsert("b", "tick", 100, 1);
        await Upsert("c", "tick", 0x8000_0000, 1);
        await Upsert("d", "tick", 0xFFFF_FFFF, 1);
        var query = unchecked((int)begin < (int)end) ? "ReadRangeRows1Key" : "ReadRangeRows2Key";
        var rows = await Database.Rows(query, Service, Hash("BeginHash", begin), Hash("EndHash", end));
        Assert.Equal(expected, string.Concat(rows.Select(r => r["GrainId"]).Order()));
    }

    [PostgresFact]
    public async Task DeleteReminderRows_OfOneService_LeavesTheOthers()
    {
        await Upsert("a", "tick", 5, 1);
        await Database.Rows("DeleteReminderRowsKey", Parameter.Text("ServiceId", "other"));
        Assert.Single(await Database.Rows("ReadReminderRowsKey", Service, Parameter.Ansi("GrainId", "a")));
        await Database.Rows("DeleteReminderRowsKey", Service);
        Assert.Empty(await Database.Rows("ReadReminderRowsKey", Service, Parameter.Ansi("GrainId", "a")));
    }

    private static Parameter Hash(string name, uint hash) => Parameter.Int(name, unchecked((int)hash));

    // The period is bound as whichever number it fits.
    private async Task<int> Upsert(string grain, string name, uint hash, long period) => Convert.ToInt32(await Database.Ask("UpsertReminderRowKey",
        Service, Hash("GrainHash", hash), Parameter.Ansi("GrainId", grain), Parameter.Text("ReminderName", name), Parameter.Time("StartTime", Start),
        period <= int.MaxValue ? Parameter.Int("Period", (int)period) : Parameter.Long("Period", period)));

    private async Task<bool> Delete(string grain, string name, int version) => Convert.ToBoolean(await Database.Ask("DeleteReminderRowKey",
        Service, Parameter.Ansi("GrainId", grain), Parameter.Text("ReminderName", name), Parameter.Int("Version", version)));
}

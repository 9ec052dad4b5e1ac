using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class ReminderTableTests
{
    private static readonly GrainId Grain = GrainId.Create("escalation", "e1");
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, 1, DateTimeKind.Utc);

    private static ReminderEntry Entry(string name = "tick", string grain = "e1", double minutes = 1) => new()
    {
        GrainId = GrainId.Create("escalation", grain),
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(minutes),
    };

    [Fact]
    public async Task Upsert_ThenRead_GivesTheSameRow()
    {
        await using var db = TestDatabase.Open();
        var table = new ReminderTable(db.Database);
        var etag = await table.UpsertRow(Entry("Café 😀"));

        var row = await table.ReadRow(Grain, "Café 😀");
        Assert.NotNull(row);
        Assert.Equal((Grain, "Café 😀", Start, TimeSpan.FromMinutes(1), etag), (row.GrainId, row.ReminderName, row.StartAt, row.Period, row.ETag));
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Null(await table.ReadRow(Grain, "other"));
    }

    [Fact]
    public async Task Upsert_SameName_ReplacesTheRowUnderANewEtag()
    {
        await using var db = TestDatabase.Open();
        var table = new ReminderTable(db.Database);
        var first = await table.UpsertRow(Entry(minutes: 1));
        var second = await table.UpsertRow(Entry(minutes: 2));

        var row = Assert.Single((await table.ReadRows(Grain)).Reminders);
        Assert.Equal((second, TimeSpan.FromMinutes(2)), (row.ETag, row.Period));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData("not ours")]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("999")]
    public async Task Remove_EtagThatDoesNotFit_RemovesNothing(string etag)
    {
        await using var db = TestDatabase.Open();
        var table = new ReminderTable(db.Database);
        await table.UpsertRow(Entry());
        Assert.False(await table.RemoveRow(Grain, "tick", etag));
        Assert.Single((await table.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task Remove_ThenUpsert_NeverGivesAnOldEtagAgain()
    {
        await using var db = TestDatabase.Open();
        var table = new ReminderTable(db.Database);
        var first = (await table.UpsertRow(Entry()))!;
        Assert.True(await table.RemoveRow(Grain, "tick", first));
        Assert.False(await table.RemoveRow(Grain, "tick", first));
        var second = await table.UpsertRow(Entry());
        Assert.NotEqual(first, second);
        Assert.False(await table.RemoveRow(Grain, "tick", first));
        Assert.Single((await table.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task ReadRows_RangesThatTogetherAreTheRing_GiveEveryRowOnce()
    {
        await using var db = TestDatabase.Open();
        var table = new ReminderTable(db.Database);
        var keys = Enumerable.Range(0, 50).Select(i => $"e{i}").ToArray();
        await Task.WhenAll(keys.Select(key => table.UpsertRow(Entry(grain: key))));

        var lower = (await table.ReadRows(0, uint.MaxValue / 2)).Reminders;
        var upper = (await table.ReadRows(uint.MaxValue / 2, 0)).Reminders;
        Assert.Equal(keys.Order(), lower.Concat(upper).Select(r => r.GrainId.Key.ToString()).Order());
        Assert.Equal(50, (await table.ReadRows(0, 0)).Reminders.Count);
        Assert.Single((await table.ReadRows(Grain)).Reminders);
    }

    [Fact]
    public async Task Reopen_RowsWrittenBefore_AreThere()
    {
        using var directory = new TempDirectory();
        await using (var first = TestDatabase.Open(directory.Path)) await new ReminderTable(first.Database).UpsertRow(Entry());
        await using var second = TestDatabase.Open(directory.Path);
        Assert.Single((await new ReminderTable(second.Database).ReadRows(0, 0)).Reminders);
    }
}

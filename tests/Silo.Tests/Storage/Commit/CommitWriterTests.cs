using Orders.Storage;
using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

[Trait("Database", "Sqlite")]
public sealed class CommitWriterTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Write_Completed_IsSeenByAnotherConnection()
    {
        using var fixture = new WriterFixture();
        Assert.Equal(5, await fixture.Writer.Write(WriterFixture.Note(5)));
        Assert.Equal(1, fixture.Notes);
    }

    [Fact]
    public async Task Write_ManyWaiting_AreOneTransaction()
    {
        using var fixture = new WriterFixture();
        var (held, release) = fixture.Hold();
        var seenByEach = new List<long>();
        var writes = Enumerable.Range(1, 20).Select(n => fixture.Writer.Write(new RecordingWrite<bool>(session =>
        {
            session.Use<NoteStatements>().Insert(n, "x");
            seenByEach.Add(fixture.Notes); // from another connection: what is committed by now
            return true;
        }))).ToList();
        release();
        await Task.WhenAll([held, .. writes]).WaitAsync(Patience);

        Assert.All(seenByEach, seen => Assert.Equal(0, seen));
        Assert.Equal(20, fixture.Notes);
    }

    [Fact]
    public async Task Write_UnderWayForTooLong_ShowsUntilItIsDone()
    {
        var time = new FixedTime(DateTimeOffset.UnixEpoch);
        using var fixture = new WriterFixture(time: time);
        time.Now += TimeSpan.FromDays(1);
        Assert.Null(fixture.Writer.Stall); // nothing to do for a day is no stall
        var (held, release) = fixture.Hold();
        time.Now += TimeSpan.FromSeconds(10);
        Assert.Null(fixture.Writer.Stall);
        time.Now += TimeSpan.FromSeconds(1);
        Assert.Contains("11 s", fixture.Writer.Stall!.Message, StringComparison.Ordinal);

        release();
        await held;
        await fixture.Writer.Stop();
        Assert.Null(fixture.Writer.Stall);
    }

    [Fact]
    public async Task Write_MoreThanABatch_IsSplit()
    {
        using var fixture = new WriterFixture(maxBatch: 4);
        var (held, release) = fixture.Hold();
        var committed = new List<long>();
        var writes = Enumerable.Range(1, 10).Select(n => fixture.Writer.Write(new RecordingWrite<bool>(session =>
        {
            committed.Add(fixture.Notes);
            session.Use<NoteStatements>().Insert(n, "x");
            return true;
        }))).ToList();
        release();
        await Task.WhenAll([held, .. writes]).WaitAsync(Patience);

        Assert.Equal([0, 0, 0, 0, 4, 4, 4, 4, 8, 8], committed);
    }

    [Fact]
    public async Task Write_OneRefused_FailsThatCallerAlone()
    {
        using var fixture = new WriterFixture();
        var (held, release) = fixture.Hold();
        var first = fixture.Writer.Write(WriterFixture.Note(1));
        var refused = fixture.Writer.Write(new RecordingWrite<bool>(_ => throw new InconsistentStateException("moved on", "2", "1")));
        var second = fixture.Writer.Write(WriterFixture.Note(2));
        release();

        await Task.WhenAll(held, first, second).WaitAsync(Patience);
        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => refused.WaitAsync(Patience));
        Assert.Equal(("2", "1"), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(2, fixture.Notes);
        Assert.Null(fixture.Writer.Failure);
    }

    [Fact]
    public async Task Write_OneBreaksHalfWay_IsTakenBackAloneAndTheOthersAreAppliedAgain()
    {
        using var fixture = new WriterFixture();
        var (held, release) = fixture.Hold();
        var first = WriterFixture.Note(1);
        var firstDone = fixture.Writer.Write(first);
        var broken = fixture.Writer.Write(new RecordingWrite<bool>(session =>
        {
            session.Use<NoteStatements>().Insert(100, "half");
            throw new InvalidOperationException("a bug");
        }));
        var constraint = fixture.Writer.Write(WriterFixture.Note(1, "the key is taken"));
        var last = fixture.Writer.Write(WriterFixture.Note(2));
        release();

        await Task.WhenAll(held, firstDone, last).WaitAsync(Patience);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken.WaitAsync(Patience));
        var error = await Assert.ThrowsAsync<DatabaseException>(() => constraint.WaitAsync(Patience));
        Assert.True(error.Fault == DatabaseFault.Statement);
        Assert.Equal(3, first.Runs);
        Assert.Equal(2, fixture.Notes);
        Assert.Equal(0, fixture.Reader.ScalarInt64("SELECT count(*) FROM notes WHERE id = 100"));
        Assert.Null(fixture.Writer.Failure);
    }

    [Fact]
    public async Task Write_DiskFull_StopsTheWriterAndFailsEveryone()
    {
        using var fixture = new WriterFixture();
        await fixture.Writer.Write(WriterFixture.Note(1));
        await fixture.Writer.Write(fixture.FillDisk());
        var (held, release) = fixture.Hold();
        var small = fixture.Writer.Write(WriterFixture.Note(2));
        var tooBig = fixture.Writer.Write(WriterFixture.Note(3, new string('x', 1 << 20)));
        release();

        await held.WaitAsync(Patience);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => tooBig.WaitAsync(Patience));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => small.WaitAsync(Patience));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => fixture.Writer.Write(WriterFixture.Note(4)).WaitAsync(Patience));

        Assert.IsType<DatabaseException>(fixture.Writer.Failure);
        Assert.Equal(1, fixture.Notes);
    }

    [Fact]
    public async Task Write_QueueFull_WaitsForRoomInsteadOfGrowing()
    {
        using var fixture = new WriterFixture(capacity: 3);
        var (held, release) = fixture.Hold();
        var writes = Enumerable.Range(1, 10).Select(n => fixture.Writer.Write(WriterFixture.Note(n))).ToList();

        Assert.Equal(3, fixture.Writer.QueueLength);
        release();
        await Task.WhenAll([held, .. writes]).WaitAsync(Patience);
        Assert.Equal(10, fixture.Notes);
    }

    [Fact]
    public async Task Write_QueueFullWhenTheDatabaseFails_FailsThoseWhoWaitForRoomToo()
    {
        using var fixture = new WriterFixture(capacity: 2);
        await fixture.Writer.Write(fixture.FillDisk());
        var (held, release) = fixture.Hold();
        var writes = Enumerable.Range(1, 8).Select(n => fixture.Writer.Write(WriterFixture.Note(n, new string('x', 1 << 20)))).ToList();
        release();

        await held.WaitAsync(Patience);
        foreach (var write in writes) await Assert.ThrowsAsync<StorageUnavailableException>(() => write.WaitAsync(Patience));
    }

    [Fact]
    public async Task Write_SomebodyElseHoldsTheLock_IsRefusedWithoutStoppingTheWriter()
    {
        using var fixture = new WriterFixture();
        await fixture.Writer.Write(new RecordingWrite<bool>(_ => true));
        fixture.SetBusyTimeout(1);
        using var other = SqliteConnection.Open(fixture.DatabasePath, readOnly: false);
        other.Execute("BEGIN IMMEDIATE");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => fixture.Writer.Write(WriterFixture.Note(1)).WaitAsync(Patience));
        other.Execute("ROLLBACK");

        await fixture.Writer.Write(WriterFixture.Note(2)).WaitAsync(Patience);
        Assert.Null(fixture.Writer.Failure);
        Assert.Equal(1, fixture.Notes);
    }

    [Fact]
    public async Task Stop_WithWritesWaiting_WritesThemFirstAndEmptiesTheLog()
    {
        using var fixture = new WriterFixture();
        var (held, release) = fixture.Hold();
        var writes = Enumerable.Range(1, 5).Select(n => fixture.Writer.Write(WriterFixture.Note(n))).ToList();
        var stopped = fixture.Writer.Stop();
        release();
        await Task.WhenAll([held, stopped, .. writes]).WaitAsync(Patience);

        Assert.Equal(5, fixture.Notes);
        Assert.Equal(0, new FileInfo(fixture.DatabasePath + "-wal").Length);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => fixture.Writer.Write(WriterFixture.Note(6)));
    }
}

using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>A log that somebody has laid hands on, in every way there is: the verification says so and names what.</summary>
public sealed class AuditVerificationTests : IAsyncLifetime
{
    private static readonly string First = AuditSubjects.OfOrder(SampleOrders.Id(1));
    private static readonly string Second = AuditSubjects.OfOrder(SampleOrders.Id(2));
    private readonly TempDirectory _directory = new();

    // Positions: 1–6 the first order, 7 stock:A, 8–9 the second order, 10 stock:A, 11 stock:B; a checkpoint; 12 and 13 the third order.
    public async Task InitializeAsync()
    {
        await using var db = TestDatabase.Open(_directory.Path);
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(1)), OrderStatus.Closed);
        await db.Audit(AuditSamples.Entry("stock:A", 1));
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(2), sellerId: 2), OrderStatus.Preparing);
        await db.Audit(AuditSamples.Entry("stock:A", 2), AuditSamples.Entry("stock:B", 3, sellerId: null));
        Assert.Equal((1, 11), (await db.Checkpoints.Add(SampleOrders.Start)) is { } taken ? (taken.Number, taken.LastPosition) : default);
        await db.Orders.Grow(SampleOrders.Place(SampleOrders.Id(3)), OrderStatus.Preparing);
    }

    public Task DisposeAsync()
    {
        _directory.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Verify_LogAsItWasWritten_FindsNothing()
    {
        var result = Verify(out var findings);
        Assert.Empty(findings);
        Assert.Equal((13, 3, 2, 1, 13, 0), (result.Rows, result.Orders, result.Subjects, result.Checkpoints, result.LastPosition, result.Findings));
    }

    [Theory]
    [InlineData("UPDATE order_events SET payload = replace(payload, 'a note', 'another') WHERE position = 3")]
    [InlineData("UPDATE order_events SET hash = zeroblob(32) WHERE position = 3")]
    [InlineData("UPDATE order_events SET at = at + 1 WHERE position = 3")]
    [InlineData("UPDATE order_events SET seller_id = 2 WHERE position = 3")]
    public void Verify_EventEdited_IsNamed(string doctoring) => Finds(doctoring, $"{First} event 3, position 3", "edited");

    [Fact]
    public void Verify_EventEditedAndHashedAgain_IsNamedByItsFollower()
    {
        Doctor(connection =>
        {
            var before = HashAt(connection, 2);
            connection.Execute("UPDATE order_events SET payload = replace(payload, 'a note', 'another') WHERE position = 3");
            SetHash(connection, 3, HashChain.Next(before, SampleOrders.Id(1), 3, PayloadAt(connection, 3)));
        });
        Finds($"{First} event 4, position 4", "and the row before it");
    }

    [Fact]
    public void Verify_WholeChainRewritten_IsNamedByTheCheckpoint()
    {
        Doctor(connection =>
        {
            connection.Execute("UPDATE order_events SET payload = replace(payload, 'a note', 'another') WHERE position = 3");
            for (var position = 3; position <= 6; position++)
                SetHash(connection, position, HashChain.Next(HashAt(connection, position - 1), SampleOrders.Id(1), position, PayloadAt(connection, position)));
        });
        Finds($"{First} event 6, position 6", "edited since checkpoint 1");
    }

    [Fact]
    public void Verify_EventRemoved_IsNamed()
    {
        Finds("DELETE FROM order_events WHERE position = 3", $"{First} event 3, position 3", "missing");
        Finds("position 3", "missing");
    }

    [Fact]
    public void Verify_LastEventOfAnOrderRemoved_IsNamed() =>
        Finds("DELETE FROM order_events WHERE position = 9", $"{Second} event 2, position 9", "the last row is missing");

    [Fact]
    public void Verify_LastEventRemovedAndOrderPutBack_IsNamedByTheCheckpoint() =>
        Finds(
            "DELETE FROM order_events WHERE position = 9; UPDATE orders SET version = 1, status = 0, last_event = 8 WHERE last_event = 9",
            $"{Second} event 2, position 9", "missing since checkpoint 1");

    [Theory]
    [InlineData("UPDATE order_events SET position = 99 WHERE position = 3; UPDATE order_events SET position = 3 WHERE position = 4; UPDATE order_events SET position = 4 WHERE position = 99")]
    [InlineData("UPDATE order_events SET previous = 2 WHERE position = 4")]
    [InlineData("UPDATE order_events SET sequence = CASE WHEN sequence = 3 THEN 4 ELSE 3 END WHERE position IN (3, 4)")]
    [InlineData("UPDATE order_events SET previous = 8 WHERE position = 4")]
    public void Verify_EventsReordered_AreNamed(string doctoring) => Finds(doctoring, $"{First} event", "");

    [Fact]
    public void Verify_WholeOrderRemoved_IsNamed()
    {
        Finds(
            $"DELETE FROM order_events WHERE position IN (8, 9); DELETE FROM orders WHERE id = {SampleOrders.Id(2).Value}; "
            + $"DELETE FROM order_listing WHERE id = {SampleOrders.Id(2).Value}",
            $"{Second} event 2, position 9", "the whole order is gone since checkpoint 1");
        Finds("positions 8 to 9", "missing");
    }

    [Fact]
    public void Verify_OnlyTheOrdersRowRemoved_ItsLastEventIsNamed() =>
        Finds("DELETE FROM orders WHERE last_event = 9", $"{Second} event 2, position 9", "not known as the last row");

    [Fact]
    public void Verify_EventAppendedBesideTheChain_IsNamed() =>
        Finds(
            "INSERT INTO order_events (position, previous, order_id, sequence, at, payload, hash, seller_id) "
            + "SELECT 14, previous, order_id, sequence, at, payload, hash, seller_id FROM order_events WHERE position = 6",
            $"{First} event 6, position 14", "a second row follows");

    [Fact]
    public void Verify_EndCutOffUpToTheCheckpoint_IsNamed()
    {
        Finds(
            $"DELETE FROM order_events WHERE position > 10; DELETE FROM audit_events WHERE position > 10; DELETE FROM audit_heads WHERE subject = 'stock:B'; "
            + $"DELETE FROM orders WHERE id = {SampleOrders.Id(3).Value}",
            "positions 11 to 11", "the end is missing");
        Finds("stock:B row 1, position 11", "missing since checkpoint 1");
    }

    [Theory]
    [InlineData("UPDATE audit_events SET payload = '{\"summary\":\"nothing\"}' WHERE position = 7", "stock:A row 1, position 7")]
    [InlineData("UPDATE audit_events SET actor = replace(actor, 'Sam', 'Sue') WHERE position = 7", "stock:A row 1, position 7")]
    [InlineData("UPDATE audit_events SET at = at + 1 WHERE position = 10", "stock:A row 2, position 10")]
    [InlineData("UPDATE audit_events SET seller_id = 9 WHERE position = 11", "stock:B row 1, position 11")]
    [InlineData("UPDATE audit_events SET subject = 'stock:C' WHERE position = 11", "stock:C row 1, position 11")]
    [InlineData("UPDATE audit_events SET type = 'opened' WHERE position = 11", "stock:B row 1, position 11")]
    [InlineData("DELETE FROM audit_events WHERE position = 7", "stock:A row 1, position 7")]
    [InlineData("DELETE FROM audit_events WHERE position = 10", "stock:A row 2, position 10")]
    [InlineData("DELETE FROM audit_events WHERE position = 11; DELETE FROM audit_heads WHERE subject = 'stock:B'", "stock:B row 1, position 11")]
    public void Verify_OtherRowDoctored_IsNamed(string doctoring, string row) => Finds(doctoring, row, "");

    [Theory]
    [InlineData("UPDATE audit_checkpoints SET at = at + 1", "edited")]
    [InlineData("UPDATE audit_checkpoints SET last_position = 10", "edited")]
    [InlineData("UPDATE audit_checkpoints SET heads = zeroblob(0)", "edited")]
    [InlineData("UPDATE audit_checkpoints SET hash = zeroblob(32)", "edited")]
    [InlineData("UPDATE audit_checkpoints SET number = 2", "missing")]
    public void Verify_CheckpointDoctored_IsNamed(string doctoring, string what) => Finds(doctoring, "checkpoint 1", what);

    [Fact]
    public async Task Verify_CheckpointRemovedFromTheMiddle_IsNamed()
    {
        await using (var db = TestDatabase.Open(_directory.Path))
        {
            Assert.Equal(2, (await db.Checkpoints.Add(SampleOrders.Start))!.Number);
            await db.Audit(AuditSamples.Entry("stock:A", 9));
            Assert.Equal(3, (await db.Checkpoints.Add(SampleOrders.Start))!.Number);
        }

        Assert.Empty(Findings());
        Finds("DELETE FROM audit_checkpoints WHERE number = 2", "checkpoint 2", "missing");
    }

    [Theory]
    [InlineData("UPDATE order_events SET position = 9000000000000000 WHERE position = 6", "event 6, position 9000000000000000", "")]
    [InlineData("UPDATE order_events SET position = 9223372036854775807 WHERE position = 6", "event 6, position 9223372036854775807", "")]
    [InlineData("UPDATE order_events SET position = -3 WHERE position = 6", "event 6, position -3", "positions begin with 1")]
    [InlineData("UPDATE order_events SET previous = -1 WHERE position = 3", "event 3, position 3", "follows position -1")]
    [InlineData("UPDATE order_events SET previous = 9000000000000000 WHERE position = 3", "event 2, position 9000000000000000", "missing")]
    [InlineData("UPDATE order_events SET hash = zeroblob(1) WHERE position = 3", "event 3, position 3", "edited")]
    [InlineData("UPDATE order_events SET hash = zeroblob(1) WHERE position = 3", "event 4, position 4", "has 1 bytes")]
    [InlineData("UPDATE order_events SET hash = zeroblob(64) WHERE position = 3", "event 4, position 4", "has 64 bytes")]
    [InlineData("UPDATE order_events SET payload = '{\"at\":\"soon\"}' WHERE position = 3", "event 3, position 3", "edited")]
    public void Verify_ColumnThatMakesNoSense_IsNamedAndTheRestStillChecked(string doctoring, string row, string what)
    {
        Finds(doctoring + "; UPDATE audit_events SET hash = zeroblob(0) WHERE position = 7", row.StartsWith("event", StringComparison.Ordinal) ? $"{First} {row}" : row, what);
        Finds("stock:A row 2, position 10", "has 0 bytes");
    }

    [Fact]
    public void Verify_EventHashedAgainWithoutATime_IsNamed()
    {
        Doctor(connection =>
        {
            connection.Execute("UPDATE order_events SET payload = '{\"at\":\"soon\"}' WHERE position = 3");
            SetHash(connection, 3, HashChain.Next(HashAt(connection, 2), SampleOrders.Id(1), 3, PayloadAt(connection, 3)));
        });
        Finds($"{First} event 3, position 3", "not that of an event");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task Verify_CheckpointsHashOfAnotherLength_ItAndItsFollowerAreNamed(int length)
    {
        await using (var db = TestDatabase.Open(_directory.Path)) Assert.Equal(2, (await db.Checkpoints.Add(SampleOrders.Start))!.Number);
        Finds($"UPDATE audit_checkpoints SET hash = zeroblob({length}) WHERE number = 1", "checkpoint 1", "edited");
        Finds("checkpoint 2", $"has {length} bytes");
    }

    [Fact]
    public void Verify_Stopped_EndsWithWhatWasFoundReported()
    {
        Doctor(connection => connection.Execute("UPDATE order_events SET previous = -1 WHERE position = 3"));
        using var stop = new CancellationTokenSource();
        var found = new List<AuditFinding>();
        using var connection = TestDatabase.Bare(_directory.Path);
        Assert.Throws<OperationCanceledException>(() => AuditVerification.Run(
            connection,
            _ => { },
            finding =>
            {
                found.Add(finding);
                stop.Cancel();
            },
            stop.Token));
        Assert.Single(found);
    }

    [Fact]
    public void Verify_VeryManyFindings_AreCountedAndTheFirstReported()
    {
        Doctor(connection => connection.Execute("""
            WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 2999)
            INSERT INTO audit_events (position, previous, subject, sequence, at, actor, type, payload, hash) SELECT i, 0, 'x:' || i, 5, 0, '', '', '', zeroblob(0) FROM n
            """));
        var result = Verify(out var findings);
        Assert.Equal(AuditFindings.MostReported, findings.Count);
        Assert.True(result.Findings > 2000);
    }

    private void Finds(string doctoring, string where, string what)
    {
        Doctor(connection => connection.Execute(doctoring));
        Finds(where, what);
    }

    private void Finds(string where, string what)
    {
        var findings = Findings();
        Assert.True(
            findings.Exists(f => f.Where.StartsWith(where, StringComparison.Ordinal) && f.What.Contains(what, StringComparison.Ordinal)),
            $"Not named: {where}: {what}. Found:\n{string.Join('\n', findings)}");
    }

    private List<AuditFinding> Findings()
    {
        Verify(out var findings);
        return findings;
    }

    private AuditVerificationResult Verify(out List<AuditFinding> findings)
    {
        var found = findings = [];
        using var connection = TestDatabase.Bare(_directory.Path);
        return AuditVerification.Run(connection, _ => { }, found.Add, CancellationToken.None);
    }

    // What SQLite has by itself.
    private const string ZeroBlob = "CREATE OR REPLACE FUNCTION zeroblob(integer) RETURNS bytea LANGUAGE sql AS 'SELECT decode(repeat(''00'', $1), ''hex'')'";

    private void Doctor(Action<Connection> what)
    {
        using var connection = TestDatabase.Bare(_directory.Path);
        if (connection.Provider == DatabaseProvider.Postgres) connection.Execute(ZeroBlob);
        what(connection);
    }

    private static byte[] HashAt(Connection connection, long position) => Column(connection, "hash", position);

    private static byte[] PayloadAt(Connection connection, long position) => Column(connection, "payload", position);

    private static byte[] Column(Connection connection, string column, long position)
    {
        var read = connection.Prepare($"SELECT {column} FROM order_events WHERE position = ?1").Bind(1, position);
        Assert.True(read.Step());
        var bytes = read.Bytes(0).ToArray();
        read.Reset();
        return bytes;
    }

    private static void SetHash(Connection connection, long position, byte[] hash) =>
        connection.Prepare("UPDATE order_events SET hash = ?2 WHERE position = ?1").Bind(1, position).BindBlob(2, hash).Run();
}

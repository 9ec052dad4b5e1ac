using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class SchemaTests
{
    private static IReadOnlyList<SchemaFile> Files => TestDatabaseChoice.IsPostgres ? SchemaFiles.Postgres : SchemaFiles.Sqlite;

    [Fact]
    public async Task Open_Again_KeepsTheVersionAndTheData()
    {
        using var directory = new TempDirectory();
        long version;
        await using (var db = TestDatabase.Open(directory.Path))
        {
            version = await db.Number("SELECT max(version) FROM schema_version");
            await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        }

        await using var again = TestDatabase.Open(directory.Path);
        Assert.Equal(Files.Count, version);
        Assert.Equal(version, await again.Number("SELECT count(*) FROM schema_version"));
        Assert.NotNull(await again.Orders.Load(SampleOrders.Id(1)));
    }

    [Fact]
    public async Task Open_DatabaseOfALaterProgram_IsRefusedAndLeftAlone()
    {
        using var directory = new TempDirectory();
        await using (TestDatabase.Open(directory.Path))
        {
        }

        using (var later = TestDatabase.Bare(directory.Path))
            later.Execute("INSERT INTO schema_version VALUES (99, '0099-later.sql', 0)");

        var error = Assert.Throws<SchemaTooNewException>(() => TestDatabase.Open(directory.Path));
        Assert.Contains("99", error.Message);
        Assert.Contains(Files.Count.ToString(), error.Message);

        // The lock was given back, so that the right program can start.
        using (var right = TestDatabase.Bare(directory.Path)) right.Execute("DELETE FROM schema_version WHERE version = 99");
        await using var again = TestDatabase.Open(directory.Path);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public void Apply_AStepThatFails_LeavesTheStepsBeforeIt()
    {
        using var directory = new TempDirectory();
        using var connection = SqliteConnection.Open(Path.Combine(directory.Path, "x.db"), readOnly: false);
        var good = new SchemaFile(1, "0001-a.sql", "CREATE TABLE a (x)");
        var bad = new SchemaFile(2, "0002-b.sql", "CREATE TABLE b (x); CREATE TABLE a (x)");
        Assert.Throws<DatabaseException>(() => SqliteSchema.Apply(connection, [good, bad], TimeProvider.System));

        Assert.Equal(0, connection.ScalarInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'b'"));
        var mended = bad with { Sql = "CREATE TABLE b (x)" };
        Assert.Equal((1, 2), SqliteSchema.Apply(connection, [good, mended], TimeProvider.System));
        Assert.Equal((2, 2), SqliteSchema.Apply(connection, [good, mended], TimeProvider.System));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public void Apply_DiskFull_SaysSo()
    {
        using var directory = new TempDirectory();
        using var connection = SqliteConnection.Open(Path.Combine(directory.Path, "x.db"), readOnly: false);
        SqliteSchema.Apply(connection, [], TimeProvider.System);
        connection.Execute("PRAGMA max_page_count = 4");

        var error = Assert.Throws<DatabaseException>(() => SqliteSchema.Apply(connection, SchemaFiles.Sqlite, TimeProvider.System));
        Assert.Contains("full", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public void Apply_EventsFromBeforeTheyKnewTheirShop_GetTheirOrders()
    {
        using var directory = new TempDirectory();
        using var connection = SqliteConnection.Open(Path.Combine(directory.Path, "x.db"), readOnly: false);
        var before = SchemaFiles.Sqlite.TakeWhile(file => !file.Name.Contains("audit-by-shop", StringComparison.Ordinal)).ToList();
        SqliteSchema.Apply(connection, before, TimeProvider.System);
        connection.Execute("""
            INSERT INTO orders VALUES (10, 5, 1, 0, 1, 1, 0, NULL, 0, 0), (11, 6, 1, 0, 1, 2, 0, NULL, 0, 0);
            INSERT INTO order_events (position, previous, order_id, sequence, at, payload, hash)
            VALUES (1, 0, 10, 1, 0, '{}', x''), (2, 0, 11, 1, 0, '{}', x''), (3, 0, 12, 1, 0, '{}', x'');
            """);
        SqliteSchema.Apply(connection, SchemaFiles.Sqlite, TimeProvider.System);

        Assert.Equal("5,6,0", connection.Scalar("SELECT group_concat(seller_id) FROM (SELECT seller_id FROM order_events ORDER BY position)"));
    }

    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Open_Settings_AreReadBackAndLogged()
    {
        var log = new ListLogger<SqliteDatabase>();
        await using var db = TestDatabase.Open(logger: log);

        var settings = ((SqliteDatabase)db.Database).Settings!;
        Assert.Equal(("wal", 2, 256 * 1024L, 20_000L), (settings.JournalMode, settings.Synchronous,
            settings.CacheKiB, settings.CheckpointPages));
        Assert.Contains(log.Lines, line => line.Contains("JournalMode = wal", StringComparison.Ordinal) && line.Contains("Synchronous = 2", StringComparison.Ordinal));
    }
}

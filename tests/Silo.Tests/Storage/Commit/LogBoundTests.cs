using Microsoft.Extensions.Options;
using Orders.Storage;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>The log of a busy database stays bounded, and so does what that costs.</summary>
public sealed class LogBoundTests : IDisposable
{
    private const int Payload = 64 * 1024;
    private const long Most = 1 << 20;

    private readonly TempDirectory _directory = new();
    private readonly ListLogger<SqliteDatabase> _log = new();
    private int _written;

    public void Dispose() => _directory.Dispose();

    private SqliteDatabase Open(TimeSpan patience)
    {
        var options = new StorageOptions { DataDirectory = _directory.Path, MaxLog = Most, LogPatience = patience };
        var database = new SqliteDatabase(Options.Create(options), TimeProvider.System, _log);
        database.Open();
        return database;
    }

    private long LogSize => new FileInfo(Path.Combine(_directory.Path, "orders.db-wal")).Length;

    private async Task<long> Write(SqliteDatabase database, int count)
    {
        var largest = 0L;
        for (var i = 0; i < count; i++)
        {
            await database.Write(new WriteGrainState($"grain/{_written++}", "state", 0, new byte[Payload]));
            largest = Math.Max(largest, LogSize);
        }

        return largest;
    }

    private int Complaints
    {
        get
        {
            lock (_log.Lines) return _log.Lines.Count(l => l.Contains("keep it from being emptied", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Write_WhileReadsAlwaysOverlap_TheLogStaysBounded()
    {
        var database = Open(patience: TimeSpan.FromSeconds(60));
        using var end = new CancellationTokenSource();
        var reading = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).ToArray();
        var readers = reading.Select(begun => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await database.Read(connection => connection.ScalarInt64(
                    "SELECT count(*) FROM grain_state, (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) SELECT i FROM n)"));
                begun.TrySetResult();
            }
        })).ToArray();
        await Task.WhenAll(reading.Select(begun => begun.Task));

        var largest = await Write(database, 100); // six times as much as the log may hold

        await end.CancelAsync();
        await Task.WhenAll(readers);
        await database.Close();
        Assert.InRange(largest, Most, 2 * Most); // a try or two may be in vain where the machine is busy
    }

    [Fact]
    public async Task Write_WhileOneReadDoesNotEnd_GoesOnAndTriesSeldom()
    {
        var database = Open(patience: TimeSpan.FromMilliseconds(1));
        await Write(database, 1);
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var read = database.Read(connection =>
        {
            var rows = connection.Prepare("SELECT key FROM grain_state");
            rows.Step();
            entered.SetResult();
            release.Wait();
            rows.Reset();
            return true;
        });
        await entered.Task;

        var largest = await Write(database, 60);

        Assert.True(largest > 60 * Payload);
        Assert.InRange(Complaints, 1, (int)((largest - Most) / (Most / 4)) + 1);
        release.Set();
        await read;
        await Write(database, 8); // the next try
        Assert.InRange(LogSize, 0, Most);
        Assert.Equal(_written, await database.Read(connection => connection.ScalarInt64("SELECT count(*) FROM grain_state")));
        await database.Close();
    }
}

using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>A writer over a table of notes. The first write can be held, so that a batch of known make-up gathers behind it.</summary>
internal sealed class WriterFixture : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly SqliteConnection _connection;

    public WriterFixture(int maxBatch = 1024, int capacity = 8192, IMeterFactory? meters = null, TimeProvider? time = null)
    {
        DatabasePath = Path.Combine(_directory.Path, "notes.db");
        _connection = SqliteConnection.Open(DatabasePath, readOnly: false);
        SqliteSettings.ApplyToWriter(_connection);
        _connection.Execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
        var setup = new WriterSetup(() => new WriteSession(_connection)) { MaxBatch = maxBatch, QueueCapacity = capacity, AtEnd = () => _connection.EmptyLog(TimeSpan.Zero) };
        Writer = new CommitWriter(setup, new StorageMetrics(meters), time ?? TimeProvider.System, NullLogger.Instance);
        Reader = SqliteConnection.Open(DatabasePath, readOnly: true);
    }

    public string DatabasePath { get; }

    public CommitWriter Writer { get; }

    public Connection Reader { get; }

    public long Notes => Reader.ScalarInt64("SELECT count(*) FROM notes");

    public static RecordingWrite<long> Note(long id, string text = "a note") => new(session =>
    {
        session.Use<NoteStatements>().Insert(id, text);
        return id;
    });

    /// <summary>Keeps the writer busy until released, so that everything sent meanwhile is one batch.</summary>
    public (Task Held, Action Release) Hold()
    {
        var release = new ManualResetEventSlim();
        var entered = new ManualResetEventSlim();
        var held = Writer.Write(new RecordingWrite<bool>(_ =>
        {
            entered.Set();
            release.Wait();
            return true;
        }));
        entered.Wait();
        return (held, release.Set);
    }

    /// <summary>How long to wait for somebody else's lock. Only while no write is under way.</summary>
    public void SetBusyTimeout(int milliseconds) => _connection.Execute($"PRAGMA busy_timeout = {milliseconds}");

    /// <summary>Makes the database refuse to grow, as a full disk does.</summary>
    public RecordingWrite<bool> FillDisk() => new(_ =>
    {
        var pages = _connection.ScalarInt64("PRAGMA page_count");
        _connection.Execute($"PRAGMA max_page_count = {pages}");
        return true;
    });

    public void Dispose()
    {
        Writer.Dispose();
        Reader.Dispose();
        _connection.Dispose();
        _directory.Dispose();
    }
}

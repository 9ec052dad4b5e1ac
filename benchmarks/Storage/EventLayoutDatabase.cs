using System.Diagnostics;
using Orders.Storage;

namespace Orders.Benchmarks;

/// <param name="Walks">Whether an order's events are found from the last one backwards, or by its id.</param>
internal sealed record EventLayout(string Name, string Sql, bool Walks);

internal sealed class EventLayoutDatabase : IDisposable
{
    private const int Hot = 5_000;
    private const int EventsPerOrder = 6;
    private static readonly string Payload = new('x', 300);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("orders-bench-");
    private readonly SqliteConnection _connection;
    private readonly EventLayout _layout;
    private readonly Random _random = new(1);
    private readonly int _orders;
    private long _position;

    public EventLayoutDatabase(EventLayout layout, int orders)
    {
        _layout = layout;
        _orders = orders;
        _connection = SqliteConnection.Open(Path.Combine(_directory.FullName, "layout.db"), readOnly: false);
        SqliteSettings.ApplyToWriter(_connection);
        _connection.Execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, version INTEGER, last_event INTEGER); " + layout.Sql);
        _connection.Execute("PRAGMA synchronous = OFF; BEGIN");
        for (var id = 0; id < orders; id++) _connection.Prepare("INSERT INTO orders VALUES (?1, 0, 0)").Bind(1, id).Run();
        for (var id = 0; id < orders; id++)
            for (var n = 0; n < EventsPerOrder; n++) Transition(id);
        _connection.Execute("COMMIT; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    public long MiB => _connection.ScalarInt64("PRAGMA page_count") * _connection.ScalarInt64("PRAGMA page_size") >> 20;

    public double Rate(int batch, TimeSpan length)
    {
        var (started, done) = (Stopwatch.GetTimestamp(), 0L);
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            Transaction(batch);
            done += batch;
        }

        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>What a transition adds to the log: does not depend on how busy the machine is.</summary>
    public double PagesPerTransition(int batch)
    {
        const int transactions = 30;
        _connection.Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0");
        for (var i = 0; i < transactions; i++) Transaction(batch);
        var log = new FileInfo(Path.Combine(_directory.FullName, "layout.db-wal")).Length;
        _connection.Execute("PRAGMA wal_autocheckpoint = 20000");
        return (double)log / _connection.ScalarInt64("PRAGMA page_size") / (transactions * batch);
    }

    private void Transaction(int batch)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        for (var i = 0; i < batch; i++) Transition(_orders - 1 - _random.Next(Math.Min(Hot, _orders)));
        _connection.Execute("COMMIT");
    }

    public double MicrosecondsPerLoad()
    {
        const int loads = 20_000;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < loads; i++) Load(_random.Next(_orders - Math.Min(Hot, _orders / 2)));
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / loads;
    }

    public void Dispose()
    {
        _connection.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Transition(long id)
    {
        var find = _connection.Prepare("SELECT version, last_event FROM orders WHERE id = ?1").Bind(1, id);
        find.Step();
        var (version, last) = (find.Int64(0), find.Int64(1));
        find.Reset();
        _connection.Prepare("UPDATE orders SET version = ?2, last_event = ?3 WHERE id = ?1 AND version = ?4")
            .Bind(1, id).Bind(2, version + 1).Bind(3, ++_position).Bind(4, version).Run();
        _connection.Prepare("INSERT INTO events (position, previous, order_id, sequence, payload, hash) VALUES (?1, ?2, ?3, ?4, ?5, zeroblob(32))")
            .Bind(1, _position).Bind(2, last).Bind(3, id).Bind(4, version + 1).Bind(5, Payload).Run();
    }

    private void Load(long id)
    {
        if (!_layout.Walks)
        {
            var all = _connection.Prepare("SELECT payload, hash FROM events WHERE order_id = ?1 ORDER BY sequence").Bind(1, id);
            while (all.Step()) _ = all.Bytes(0).Length;
            all.Reset();
            return;
        }

        var find = _connection.Prepare("SELECT last_event FROM orders WHERE id = ?1").Bind(1, id);
        find.Step();
        var position = find.Int64(0);
        find.Reset();
        while (position != 0)
        {
            var one = _connection.Prepare("SELECT previous, payload, hash FROM events WHERE position = ?1").Bind(1, position);
            one.Step();
            position = one.Int64(0);
            _ = one.Bytes(1).Length;
            one.Reset();
        }
    }
}

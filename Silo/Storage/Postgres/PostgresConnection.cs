using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace Orders.Storage;

/// <summary>
/// PostgreSQL, a round trip away: what nobody needs an answer to is gathered and goes along with the next statement that is asked for
/// one, or with the commit. So a transaction of many writes takes a few round trips, mostly one.
/// </summary>
internal sealed class PostgresConnection : Connection
{
    // Statements that live on the server, and their texts here. Lists have many shapes.
    private const int MaxStatements = 1024;

    private const int CheckSeconds = 10;

    private readonly NpgsqlConnection _connection;
    private readonly string? _turn;
    private readonly Dictionary<string, PostgresStatement> _statements = [];
    private readonly List<PendingCommand> _pending = [];
    private PendingCommand? _wrong; // the one at which the last batch failed
    private int _cursors;
    private bool _inTransaction;

    private PostgresConnection(NpgsqlConnection connection, string? turn)
    {
        _connection = connection;
        _turn = turn;
    }

    /// <param name="turn">What each transaction that writes begins with, besides <c>BEGIN</c>; null: nothing.</param>
    /// <exception cref="DatabaseException">The server cannot be reached, or does not let us in.</exception>
    public static PostgresConnection Open(NpgsqlDataSource source, string? turn = null)
    {
        try
        {
            return new PostgresConnection(source.OpenConnection(), turn);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException or SocketException or TimeoutException)
        {
            throw PostgresErrors.Translate(e);
        }
    }

    public override DatabaseProvider Provider => DatabaseProvider.Postgres;

    public override bool InTransaction => _inTransaction;

    public override bool IsBroken => _connection.FullState is ConnectionState.Closed or ConnectionState.Broken;

    public override Statement Prepare(string sql) => Find(sql, static (connection, sql) => new PostgresStatement(connection, PostgresSql.Of(sql)));

    public override Statement PrepareWalk(string sql) => new PostgresWalk(this, PostgresSql.Of(sql), $"walk{++_cursors}");

    public override Statement PrepareMany(string sql, string? postgres = null) =>
        postgres is null ? Prepare(sql) : Find(sql, (connection, sql) => new PostgresMany(connection, PostgresSql.Of(sql), postgres));

    public override void Execute(string sql) => Execute(sql, _connection.CommandTimeout);

    public override void ExecutePatiently(string sql) => Execute(sql, seconds: 0);

    public override void Check() => Execute("SELECT 1", Math.Min(_connection.CommandTimeout, CheckSeconds));

    private void Execute(string sql, int seconds)
    {
        Send(null);
        try
        {
            using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = seconds };
            command.ExecuteNonQuery();
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            throw PostgresErrors.Translate(e);
        }
    }

    public override void Begin()
    {
        Forget();
        _pending.Add(new PendingCommand(new NpgsqlBatchCommand("BEGIN")));
        if (_turn is not null) _pending.Add(new PendingCommand(new NpgsqlBatchCommand(_turn)) { HasRows = true });
        _inTransaction = true;
    }

    public override void Commit()
    {
        // What may still be refused must be known before it is too late.
        if (_pending.Exists(command => command.MayRefuse)) Send(null);
        Owner = null;
        Add(new PendingCommand(new NpgsqlBatchCommand("COMMIT")));
        Send(null);
        _inTransaction = false;
    }

    public override void Rollback()
    {
        Forget();
        if (!_inTransaction) return;
        _inTransaction = false;
        Execute("ROLLBACK");
    }

    public override T Snapshot<T>(Func<T> read)
    {
        Execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        _inTransaction = true;
        try
        {
            return read();
        }
        finally
        {
            _inTransaction = false;
            if (!IsBroken) Execute("ROLLBACK"); // nothing was written; after an error there is nothing else to do
        }
    }

    public override void Dispose() => _connection.Dispose();

    private void Forget()
    {
        foreach (var command in _pending) command.Forget();
        _pending.Clear();
    }

    internal void Add(PendingCommand command) => _pending.Add(command);

    /// <summary>Sends what is waiting, and this after it.</summary>
    /// <param name="last">Its rows and the number of rows that it changed are wanted; null: nothing more.</param>
    /// <exception cref="WritesRejectedException">Statements that were waiting turned out to be wrong.</exception>
    internal PostgresResult? Send(NpgsqlBatchCommand? last)
    {
        if (_pending.Count == 0 && last is null) return null;
        _wrong = null;
        using var batch = new NpgsqlBatch(_connection);
        foreach (var command in _pending) batch.BatchCommands.Add(command.Complete());
        if (last is not null) batch.BatchCommands.Add(last);
        var rejected = new List<(IWrite, Exception)>();
        PostgresResult? result = null;
        Exception? error = null;
        try
        {
            result = Run(batch, last, rejected);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or IOException)
        {
            error = Explain(e);
        }

        // What was refused has mostly made what came after it go wrong: so it is said first.
        foreach (var command in _pending.TakeWhile(command => command != _wrong)) command.CheckChanges(rejected);
        if (rejected.Count > 0 && error is not DatabaseException { Fault: DatabaseFault.Database }) throw new WritesRejectedException(rejected);
        if (error is not null) throw error;
        _pending.Clear();
        return result;
    }

    private PostgresResult? Run(NpgsqlBatch batch, NpgsqlBatchCommand? last, List<(IWrite, Exception)> rejected)
    {
        PostgresResult? result = null;
        using (var reader = batch.ExecuteReader())
        {
            var more = reader.FieldCount > 0;
            foreach (var command in _pending.Where(command => command.HasRows))
            {
                command.CheckRows(reader, rejected);
                more = reader.NextResult();
            }

            if (last is not null) result = more ? PostgresResult.Read(reader) : new PostgresResult();
            while (reader.NextResult())
            {
            }
        }

        if (result is not null) result.Changes = last!.RecordsAffected;
        return result;
    }

    // Which write was wrong, where the statement at fault was one that had been waiting.
    private Exception Explain(Exception error)
    {
        var translated = PostgresErrors.Translate(error);
        _wrong = error is PostgresException { BatchCommand: { } wrong } ? _pending.Find(command => command.Command == wrong) : null;
        if (translated.Fault != DatabaseFault.Statement) return translated;
        if (_wrong?.IsMany == true) return new SendOneByOneException(translated);
        return _wrong?.Owner is { } owner ? new WritesRejectedException([(owner, translated)]) : translated;
    }

    private PostgresStatement Find(string sql, Func<PostgresConnection, string, PostgresStatement> make)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        if (_statements.Count >= MaxStatements) _statements.Clear(); // whoever holds one may go on using it
        return _statements[sql] = make(this, sql);
    }
}

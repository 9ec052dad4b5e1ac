using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Orders.Storage;

/// <summary>A statement of a <see cref="PostgresConnection"/>. Npgsql keeps those that come again prepared on the server.</summary>
internal class PostgresStatement(PostgresConnection connection, PostgresSql sql) : Statement
{
    private readonly Slot[] _slots = new Slot[Math.Max(sql.ParameterCount, 8)];
    private int _bound = sql.ParameterCount;
    private PostgresResult? _result;
    private int _row = -1;

    public override int ParameterCount => sql.ParameterCount;

    protected PostgresConnection Connection => connection;

    protected string Sql => sql.Text;

    public override Statement Bind(int parameter, long value) => Bind(parameter, new Slot(NpgsqlDbType.Bigint, value, null));

    public override Statement Bind(int parameter, long? value) => value is { } given
        ? Bind(parameter, given)
        : Bind(parameter, new Slot(NpgsqlDbType.Bigint, 0, DBNull.Value));

    // As SQLite does it, half a surrogate pair becomes U+FFFD. So does U+0000, which PostgreSQL's texts cannot hold.
    public override Statement Bind(int parameter, string? value) => value is null
        ? Bind(parameter, new Slot(NpgsqlDbType.Text, 0, DBNull.Value))
        : BindUtf8(parameter, Encoding.UTF8.GetBytes(value.Replace('\0', '\uFFFD')));

    public override Statement BindUtf8(int parameter, byte[] value) => Bind(parameter, new Slot(NpgsqlDbType.Text, 0, value));

    public override Statement BindBlob(int parameter, byte[] value) => Bind(parameter, new Slot(NpgsqlDbType.Bytea, 0, value));

    public override int ParameterIndex(string name) => sql.Names.ToList().IndexOf(name) + 1;

    public override bool Step()
    {
        _result ??= connection.Send(Command());
        return ++_row < _result!.Count;
    }

    public override int Run()
    {
        _result ??= connection.Send(Command());
        var changes = _result!.Changes;
        Reset();
        return changes;
    }

    public override void Send() => connection.Add(new PendingCommand(Command()) { Owner = connection.Owner });

    public override void SendOrRefuse(Func<Exception> refusal) =>
        connection.Add(new PendingCommand(Command()) { Owner = connection.Owner, Refusal = refusal });

    public override bool IsNull(int column) => _result![_row, column].IsNull;

    public override long Int64(int column) => _result![_row, column].Number;

    public override string Text(int column) => _result![_row, column].Text;

    public override ReadOnlySpan<byte> Bytes(int column) => _result![_row, column].Bytes;

    public override void Reset()
    {
        _result = null;
        _row = -1;
    }

    public override void Dispose()
    {
    }

    protected Slot Bound(int parameter) => _slots[parameter - 1];

    protected NpgsqlBatchCommand Command(string? text = null)
    {
        var command = new NpgsqlBatchCommand(text ?? sql.Text);
        for (var i = 0; i < _bound; i++) command.Parameters.Add(_slots[i].ToParameter());
        return command;
    }

    private PostgresStatement Bind(int parameter, Slot slot)
    {
        _slots[parameter - 1] = slot;
        _bound = Math.Max(_bound, parameter); // some shapes of a list do not have all of them
        return this;
    }

    /// <summary>A parameter's value: a number, or something else.</summary>
    protected readonly record struct Slot(NpgsqlDbType Type, long Number, object? Other)
    {
        public NpgsqlParameter ToParameter() => Other is null
            ? new NpgsqlParameter<long> { TypedValue = Number }
            : new NpgsqlParameter { NpgsqlDbType = Type, Value = Other };
    }
}

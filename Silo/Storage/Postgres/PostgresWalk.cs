namespace Orders.Storage;

/// <summary>A statement whose rows come some at a time, through a cursor.</summary>
internal sealed class PostgresWalk(PostgresConnection connection, PostgresSql sql, string name) : PostgresStatement(connection, sql)
{
    private const int RowsAtATime = 1000;

    private readonly PostgresStatement _fetch = new(connection, PostgresSql.Of(FormattableString.Invariant($"FETCH {RowsAtATime} FROM {name}")));
    private bool _open;
    private bool _atEnd;
    private int _fetched;

    public override bool Step()
    {
        if (_atEnd) return false;
        if (!_open)
        {
            Connection.Send(Command($"DECLARE {name} NO SCROLL CURSOR FOR {Sql}"));
            _open = true;
        }

        if (_fetched == RowsAtATime || _fetched == 0)
        {
            _fetch.Reset();
            _fetched = 0;
        }

        _atEnd = !_fetch.Step();
        _fetched++;
        return !_atEnd;
    }

    public override bool IsNull(int column) => _fetch.IsNull(column);

    public override long Int64(int column) => _fetch.Int64(column);

    public override string Text(int column) => _fetch.Text(column);

    public override ReadOnlySpan<byte> Bytes(int column) => _fetch.Bytes(column);

    public override void Reset()
    {
        if (_open && Connection is { InTransaction: true, IsBroken: false }) Connection.Execute($"CLOSE {name}");
        (_open, _atEnd, _fetched) = (false, false, 0);
        _fetch.Reset();
    }
}

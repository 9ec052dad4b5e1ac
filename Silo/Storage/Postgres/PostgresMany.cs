using Npgsql;
using NpgsqlTypes;

namespace Orders.Storage;

/// <summary>A statement that goes to the server once for many rows: each parameter an array.</summary>
internal sealed class PostgresMany(PostgresConnection connection, PostgresSql sql, string many) : PostgresStatement(connection, sql)
{
    private readonly string _many = many;
    private Rows? _waiting;

    public override void Send()
    {
        if (Connection.Together) Waiting(refusal: false).Add(this, null);
        else base.Send();
    }

    public override void SendOrRefuse(Func<Exception> refusal)
    {
        if (Connection.Together) Waiting(refusal: true).Add(this, refusal);
        else base.SendOrRefuse(refusal);
    }

    private Rows Waiting(bool refusal)
    {
        // A second change of the same row must find the first one done.
        if (refusal && _waiting?.Has(Bound(1).Number) == true) Connection.Send(null);
        if (_waiting is null) Connection.Add(_waiting = new Rows(this) { HasRows = refusal });
        return _waiting;
    }

    /// <summary>The rows that wait to be sent together.</summary>
    private sealed class Rows(PostgresMany statement) : PendingCommand(new NpgsqlBatchCommand(statement._many))
    {
        private readonly List<Slot>[] _columns = [.. Enumerable.Range(0, statement.ParameterCount).Select(_ => new List<Slot>())];
        private readonly Dictionary<long, (IWrite Owner, Func<Exception> Refusal)> _refusals = [];

        public override bool IsMany => true;

        public override bool MayRefuse => _refusals.Count > 0;

        public bool Has(long key) => _refusals.ContainsKey(key);

        public void Add(PostgresMany row, Func<Exception>? refusal)
        {
            for (var i = 0; i < _columns.Length; i++) _columns[i].Add(row.Bound(i + 1));
            if (refusal is not null) _refusals.Add(row.Bound(1).Number, (row.Connection.Owner!, refusal));
        }

        public override NpgsqlBatchCommand Complete()
        {
            statement._waiting = null;
            foreach (var column in _columns) Command.Parameters.Add(ToArray(column));
            return Command;
        }

        public override void CheckRows(NpgsqlDataReader rows, List<(IWrite Write, Exception Reason)> rejected)
        {
            while (rows.Read()) _refusals.Remove(rows.GetInt64(0));
            foreach (var (owner, refusal) in _refusals.Values) rejected.Add((owner, refusal()));
        }

        public override void Forget() => statement._waiting = null;

        private static NpgsqlParameter ToArray(List<Slot> column)
        {
            // Null says nothing of the type where it is the first one; each column is of one type otherwise.
            var type = column[0].Type;
            if (type == NpgsqlDbType.Bigint)
            {
                return new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = column.Exists(slot => slot.Other is not null)
                    ? column.ConvertAll(slot => slot.Other is null ? slot.Number : (long?)null).ToArray()
                    : column.ConvertAll(slot => slot.Number).ToArray() };
            }

            return new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Array | type,
                Value = column.ConvertAll(slot => slot.Other as byte[]).ToArray(),
            };
        }
    }
}

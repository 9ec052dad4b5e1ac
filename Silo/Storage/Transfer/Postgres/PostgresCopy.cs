using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Orders.Storage;

/// <summary>Rows of one table on their way to the server: by COPY, or, where there may be such rows already, one by one.</summary>
internal sealed class PostgresCopy : IDisposable
{
    private readonly NpgsqlBinaryImporter? _importer;
    private readonly NpgsqlCommand? _upsert;
    private readonly NpgsqlDbType[] _types;

    public PostgresCopy(NpgsqlConnection connection, PostgresTransferTables tables, TransferTable table)
    {
        Table = table;
        _types = [.. table.Columns.Select(c => tables.TypeOf(table, c))];
        if (table.IsSeeded) _upsert = new NpgsqlCommand(PostgresTransferTables.UpsertSql(table), connection);
        else _importer = connection.BeginBinaryImport($"COPY {PostgresTransferTables.NameOf(table)} ({PostgresTransferTables.Columns(table)}) FROM STDIN (FORMAT BINARY)");
        if (_importer is not null) _importer.Timeout = TimeSpan.Zero;
    }

    public TransferTable Table { get; }

    /// <exception cref="FormatException">PostgreSQL cannot store a value.</exception>
    public void Write(TransferRow row)
    {
        for (var i = 0; i < _types.Length; i++) Check(row, i); // before the first of them is on its way
        if (_importer is null) Upsert(row);
        else Copy(_importer, row);
    }

    public void Complete() => _importer?.Complete();

    /// <summary>Where it was not completed, nothing has come in.</summary>
    public void Dispose()
    {
        _importer?.Dispose();
        _upsert?.Dispose();
    }

    private void Copy(NpgsqlBinaryImporter importer, TransferRow row)
    {
        importer.StartRow();
        for (var i = 0; i < _types.Length; i++)
        {
            if (row.IsNull(i)) importer.WriteNull();
            else if (_types[i] == NpgsqlDbType.Bigint) importer.Write(row.Number(i), NpgsqlDbType.Bigint);
            else if (_types[i] == NpgsqlDbType.Integer) importer.Write((int)row.Number(i), NpgsqlDbType.Integer);
            else if (_types[i] == NpgsqlDbType.Boolean) importer.Write(row.Number(i) == 1, NpgsqlDbType.Boolean);
            else importer.Write(row.Bytes(i), _types[i]); // of text its UTF-8
        }
    }

    private void Upsert(TransferRow row)
    {
        _upsert!.Parameters.Clear();
        for (var i = 0; i < _types.Length; i++)
        {
            object? value = row.IsNull(i) ? DBNull.Value
                : _types[i] == NpgsqlDbType.Bigint ? row.Number(i)
                : _types[i] == NpgsqlDbType.Text ? Encoding.UTF8.GetString(row.Bytes(i).Span)
                : throw new InvalidOperationException($"{Table.Name}.{Table.Columns[i].Name} is {_types[i]}.");
            _upsert.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = _types[i] });
        }

        _upsert.ExecuteNonQuery();
    }

    private void Check(TransferRow row, int column)
    {
        if (row.IsNull(column)) return;
        var name = Table.Columns[column].Name;
        var wrong = _types[column] switch
        {
            NpgsqlDbType.Integer => row.Number(column) is < int.MinValue or > int.MaxValue,
            NpgsqlDbType.Boolean => row.Number(column) is not (0 or 1),
            NpgsqlDbType.Text => row.Bytes(column).Span.Contains((byte)0),
            _ => false,
        };
        if (!wrong) return;
        throw new FormatException(_types[column] == NpgsqlDbType.Text
            ? $"{name} has a NUL character in it, which PostgreSQL cannot store"
            : $"{name} is {row.Number(column)}, which PostgreSQL cannot store there");
    }
}

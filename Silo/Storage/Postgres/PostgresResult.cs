using System.Text;
using Npgsql;

namespace Orders.Storage;

/// <summary>What came of a statement: rows, read to the end so that the connection is free for the next one.</summary>
internal sealed class PostgresResult
{
    private readonly List<Cell[]> _rows = [];

    public int Changes { get; set; }

    public int Count => _rows.Count;

    public Cell this[int row, int column] => _rows[row][column];

    public static PostgresResult Read(NpgsqlDataReader reader)
    {
        var result = new PostgresResult();
        while (reader.Read())
        {
            var row = new Cell[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = Cell.Read(reader, i);
            result._rows.Add(row);
        }

        return result;
    }

    /// <summary>A number, or bytes: of text its UTF-8. Neither: null.</summary>
    public readonly record struct Cell(long Number, byte[]? Bytes, bool IsNull)
    {
        public string Text => Encoding.UTF8.GetString(Bytes ?? []);

        public static Cell Read(NpgsqlDataReader reader, int column)
        {
            if (reader.IsDBNull(column)) return new Cell(0, null, true);
            return reader.GetPostgresType(column).Name switch
            {
                "bigint" => new Cell(reader.GetInt64(column), null, false),
                "integer" => new Cell(reader.GetInt32(column), null, false),
                "boolean" => new Cell(reader.GetBoolean(column) ? 1 : 0, null, false),
                _ => new Cell(0, reader.GetFieldValue<byte[]>(column), false),
            };
        }
    }
}

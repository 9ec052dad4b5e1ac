using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orders.Tests.Commands;

/// <summary>Every row of every table of a data directory, read without any of the program's own code.</summary>
internal static class StoredContent
{
    /// <summary>By file and table; a row is its values by column, in one line. What a full-text index is made of is left out.</summary>
    public static SortedDictionary<string, List<string>> Read(string directory)
    {
        var content = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var file in (string[])["orders.db", "identity.db"])
        {
            using var connection = Open(Path.Combine(directory, file));
            foreach (var table in Tables(connection)) content.Add($"{file}/{table}", Rows(connection, table));
        }

        return content;
    }

    /// <summary>All tables but those that are made by others, and schema_version, which says when a database was made.</summary>
    public static List<string> Tables(SqliteConnection connection) => Strings(connection, """
        SELECT name FROM sqlite_master
        WHERE type = 'table' AND name NOT LIKE 'order\_search%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'schema_version'
        ORDER BY name
        """);

    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    public static List<string> Strings(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Value(reader, i)}")));
        return reader.FieldCount == 1 ? [.. found.Select(f => f[(f.IndexOf('=', StringComparison.Ordinal) + 1)..])] : found;
    }

    private static List<string> Rows(SqliteConnection connection, string table) =>
        [.. Strings(connection, $"SELECT * FROM \"{table}\"").Order(StringComparer.Ordinal)];

    private static string Value(SqliteDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => "null",
        long number => number.ToString(CultureInfo.InvariantCulture),
        string text => text,
        byte[] bytes => Convert.ToHexString(bytes),
        var other => throw new InvalidOperationException($"{reader.GetName(column)} is a {other.GetType()}."),
    };
}

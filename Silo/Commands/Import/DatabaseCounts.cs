using Microsoft.Data.Sqlite;

namespace Orders.Commands;

/// <summary>Counts the rows themselves, past everything that keeps counts.</summary>
public static class DatabaseCounts
{
    public static Dictionary<OrderStatus, long> Read(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT status, count(*) FROM orders GROUP BY status";
        using var reader = command.ExecuteReader();
        var counts = new Dictionary<OrderStatus, long>();
        while (reader.Read()) counts[(OrderStatus)reader.GetInt32(0)] = reader.GetInt64(1);
        return counts;
    }
}

using Microsoft.Data.Sqlite;

namespace Orders.Tests.Crash;

/// <summary>Waits until nothing is under way any more, as somebody who looks into the database sees it.</summary>
internal static class Quiescence
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private static readonly (string What, string Sql)[] UnderWay =
    [
        ("events that wait for a consumer", "SELECT count(*) FROM outbox"),
        ("checkouts and payments that a reminder will go on with",
            "SELECT count(*) FROM reminders WHERE grain LIKE 'checkout/%' OR grain LIKE 'payment/%'"),
        ("mail that waits", "SELECT count(*) FROM mail_queue WHERE state = 0"),
    ];

    /// <returns>Null: it is quiet. Otherwise what was still under way at the end.</returns>
    public static async Task<string?> Reached(string database, CancellationToken patience)
    {
        using var timer = new PeriodicTimer(Look);
        while (true)
        {
            var left = Left(database);
            if (left is null) return null;
            try
            {
                await timer.WaitForNextTickAsync(patience);
            }
            catch (OperationCanceledException)
            {
                return left;
            }
        }
    }

    private static string? Left(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var left = UnderWay.Select(u => (u.What, Count: Count(connection, u.Sql))).Where(u => u.Count > 0).Select(u => $"{u.Count} {u.What}").ToList();
        return left.Count == 0 ? null : string.Join(", ", left);
    }

    private static long Count(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}

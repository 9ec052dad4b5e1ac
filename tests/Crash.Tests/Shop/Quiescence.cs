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
        ("webhooks that wait", "SELECT count(*) FROM webhook_deliveries WHERE state = 0"),
        ("mail that waits", "SELECT count(*) FROM mail_queue WHERE state = 0"),
    ];

    // A reminder that is left over does no harm, and goes when it is due next.
    private static readonly (string What, string Sql)[] NotTold =
    [
        .. UnderWay.Where(u => !u.Sql.Contains("FROM reminders", StringComparison.Ordinal)),
        ("cancelled orders whose money is not back", """
            SELECT count(*) FROM orders o WHERE o.status = 6
            AND NOT EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.payload LIKE '{"type":"refunded"%')
            """),
    ];

    private static readonly (string What, string Sql)[] WithDeadline = [("orders that have a deadline", "SELECT count(*) FROM orders WHERE due_at IS NOT NULL")];

    /// <returns>Null: it is quiet. Otherwise what was still under way at the end.</returns>
    public static Task<string?> Reached(StoredDatabase database, CancellationToken patience) => Gone(database, UnderWay, patience);

    /// <returns>Null: everybody has been told, and has his money back. Otherwise what was still under way at the end.</returns>
    public static Task<string?> EverybodyTold(StoredDatabase database, CancellationToken patience) => Gone(database, NotTold, patience);

    /// <returns>Null: every order has come to where its policy leaves it. Otherwise how many had not at the end.</returns>
    public static Task<string?> NothingDue(StoredDatabase database, CancellationToken patience) => Gone(database, WithDeadline, patience);

    private static async Task<string?> Gone(StoredDatabase database, (string What, string Sql)[] what, CancellationToken patience)
    {
        using var timer = new PeriodicTimer(Look);
        while (true)
        {
            var left = Left(database, what);
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

    private static string? Left(StoredDatabase database, (string What, string Sql)[] what)
    {
        using var snapshot = database.Read() ?? throw new InvalidOperationException("There is no shop.");
        var left = what.Select(u => (u.What, Count: snapshot.Count(u.Sql))).Where(u => u.Count > 0).Select(u => $"{u.Count} {u.What}").ToList();
        return left.Count == 0 ? null : string.Join(", ", left);
    }
}

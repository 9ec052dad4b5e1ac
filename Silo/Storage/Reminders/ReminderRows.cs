using System.Globalization;

namespace Orders.Storage;

/// <summary>How reminders are read.</summary>
internal static class ReminderRows
{
    private const string Columns = "SELECT key, grain, name, start_at, period FROM reminders";

    public static List<ReminderEntry> All(Connection connection) => Read(connection.Prepare(Columns));

    public static List<ReminderEntry> OfGrain(Connection connection, GrainId grain) =>
        Read(connection.Prepare($"{Columns} WHERE grain = ?1").Bind(1, grain.ToString()));

    public static List<ReminderEntry> Named(Connection connection, GrainId grain, string name) =>
        Read(connection.Prepare($"{Columns} WHERE grain = ?1 AND name = ?2").Bind(1, grain.ToString()).Bind(2, name));

    public static string Etag(long key) => key.ToString(CultureInfo.InvariantCulture);

    /// <summary>−1, which is no row's, for an etag that is not ours.</summary>
    public static long Key(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : -1;

    private static List<ReminderEntry> Read(Statement rows)
    {
        try
        {
            var found = new List<ReminderEntry>();
            while (rows.Step())
            {
                found.Add(new ReminderEntry
                {
                    ETag = Etag(rows.Int64(0)),
                    GrainId = GrainId.Parse(rows.Text(1), CultureInfo.InvariantCulture),
                    ReminderName = rows.Text(2),
                    StartAt = StoredTime.Read(rows.Int64(3)).UtcDateTime,
                    Period = new TimeSpan(rows.Int64(4)),
                });
            }

            return found;
        }
        finally
        {
            rows.Reset();
        }
    }
}

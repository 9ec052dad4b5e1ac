namespace Orders.Storage;

/// <summary>Writes a reminder, whatever there was under its name.</summary>
/// <returns>The new row's key.</returns>
internal sealed class PutReminder(ReminderEntry entry) : Write<long>
{
    protected override long Run(WriteSession session) => session.Use<ReminderStatements>().Put(entry);
}

/// <summary>Removes a reminder that has not been registered anew.</summary>
/// <returns>Whether it was there.</returns>
internal sealed class RemoveReminder(string grain, string name, long key) : Write<bool>
{
    protected override bool Run(WriteSession session) => session.Use<ReminderStatements>().Remove(grain, name, key);
}

internal sealed class ReminderStatements : IWriteStatements<ReminderStatements>
{
    private readonly Statement _replace;
    private readonly Statement _put;
    private readonly Statement _remove;

    private ReminderStatements(Connection connection)
    {
        _replace = connection.Prepare("DELETE FROM reminders WHERE grain = ?1 AND name = ?2");
        _put = connection.Prepare("INSERT INTO reminders (grain, name, start_at, period) VALUES (?1, ?2, ?3, ?4) RETURNING key");
        _remove = connection.Prepare("DELETE FROM reminders WHERE key = ?1 AND grain = ?2 AND name = ?3");
    }

    public static ReminderStatements Prepare(Connection connection) => new(connection);

    public long Put(ReminderEntry entry)
    {
        _replace.Bind(1, entry.GrainId.ToString()).Bind(2, entry.ReminderName).Send();
        _put.Bind(1, entry.GrainId.ToString())
            .Bind(2, entry.ReminderName)
            .Bind(3, StoredTime.Of(new DateTimeOffset(entry.StartAt, TimeSpan.Zero)))
            .Bind(4, entry.Period.Ticks);
        try
        {
            return _put.Step() ? _put.Int64(0) : throw new InvalidOperationException("The database returned no key for a new row.");
        }
        finally
        {
            _put.Reset();
        }
    }

    public bool Remove(string grain, string name, long key) => _remove.Bind(1, key).Bind(2, grain).Bind(3, name).Run() > 0;
}

namespace Orleans;

/// <summary>A grain that is woken by its reminders.</summary>
public interface IRemindable : IGrain
{
    Task ReceiveReminder(string reminderName, TickStatus status);
}

/// <summary>Where reminders are kept.</summary>
public interface IReminderTable
{
    Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>The rows whose grain's uniform hash is above begin and at most end; round the whole ring if begin ≥ end.</summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes the row whatever its etag, and returns the new etag.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Removes the row if it still has the etag, and says whether it did.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    Task TestOnlyClearTable();

    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}

/// <summary>One reminder of one grain, as it is kept.</summary>
public sealed class ReminderEntry
{
    public GrainId GrainId { get; set; }

    public string ReminderName { get; set; } = "";

    /// <summary>When the first tick was, or is, due (UTC); the others follow at whole periods.</summary>
    public DateTime StartAt { get; set; }

    public TimeSpan Period { get; set; }

    public string ETag { get; set; } = "";
}

/// <summary>Some rows of a reminder table.</summary>
public class ReminderTableData
{
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    public IList<ReminderEntry> Reminders { get; private set; }
}

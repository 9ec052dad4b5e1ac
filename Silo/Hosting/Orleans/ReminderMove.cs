using Orders.Storage;

namespace Orders.Hosting;

/// <summary>A shop that was one process until now has its reminders in our table: they move to where the cluster looks for them.</summary>
internal sealed class ReminderMove(ReminderTable ours, IReminderTable orleans)
{
    /// <summary>May be done by several silos at once, and again after a crash: what is there already is left as it is.</summary>
    public async Task Run()
    {
        foreach (var reminder in (await ours.ReadRows(0, 0)).Reminders)
        {
            if (await orleans.ReadRow(reminder.GrainId, reminder.ReminderName) is null) await orleans.UpsertRow(reminder);
            await ours.RemoveRow(reminder.GrainId, reminder.ReminderName, reminder.ETag!); // from the table: it has one
        }
    }
}

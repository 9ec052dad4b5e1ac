using Orleans.Conformance;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Reminders;

/// <summary>Writes what it is told to, and may lose the answer on its way.</summary>
public sealed class ForgetfulReminderTable(TestReminderTable table) : IReminderTable
{
    public bool LosesAnswers { get; init; }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => table.ReadRows(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => table.ReadRows(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => table.ReadRow(grainId, reminderName);

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var etag = await table.UpsertRow(entry);
        return LosesAnswers ? throw new IOException("the connection is gone") : etag;
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => table.RemoveRow(grainId, reminderName, eTag);

    public Task TestOnlyClearTable() => table.TestOnlyClearTable();
}

using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>Reminders without a database; tests see who has some.</summary>
internal sealed class InMemoryReminders : IReminderTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _rows = [];
    private int _lastEtag;

    /// <summary>The names of a grain's reminders.</summary>
    public ImmutableArray<string> Of(GrainId grain)
    {
        lock (_gate) return [.. _rows.Keys.Where(k => k.Grain == grain).Select(k => k.Name)];
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Read(row => row.GrainId == grainId);

    /// <summary>One process owns the table, and asks for all of it.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Read(_ => true);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await Read(row => row.GrainId == grainId && row.ReminderName == reminderName)).Reminders.SingleOrDefault();

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        lock (_gate)
        {
            var row = Copy(entry);
            row.ETag = $"{++_lastEtag}";
            _rows[(row.GrainId, row.ReminderName)] = row;
            return Task.FromResult<string?>(row.ETag);
        }
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        lock (_gate)
        {
            return Task.FromResult(
                _rows.TryGetValue((grainId, reminderName), out var row) && row.ETag == eTag && _rows.Remove((grainId, reminderName)));
        }
    }

    public Task TestOnlyClearTable()
    {
        lock (_gate) _rows.Clear();
        return Task.CompletedTask;
    }

    private Task<ReminderTableData> Read(Func<ReminderEntry, bool> wanted)
    {
        lock (_gate) return Task.FromResult(new ReminderTableData(_rows.Values.Where(wanted).Select(Copy)));
    }

    private static ReminderEntry Copy(ReminderEntry row) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = row.ETag,
    };
}

namespace Orders.Storage;

/// <summary>The engine's reminders, in the same database and through the same writer as everything else.</summary>
internal sealed class ReminderTable(IDatabase database) : IReminderTable
{
    public async Task<ReminderTableData> ReadRows(GrainId grainId) => new(await database.Read(c => ReminderRows.OfGrain(c, grainId)));

    // Hashes of identities belong to the engine, which is why they are not stored. It asks for the whole ring, once, at its start.
    public async Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        new((await database.Read(ReminderRows.All)).Where(row => IsBetween(begin, end, row.GrainId.GetUniformHashCode())));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (await database.Read(c => ReminderRows.Named(c, grainId, reminderName))).SingleOrDefault();

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ReminderRows.Etag(await database.Write(new PutReminder(entry)));
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        database.Write(new RemoveReminder(grainId.ToString(), reminderName, ReminderRows.Key(eTag)));

    public Task TestOnlyClearTable() => throw new NotSupportedException("The reminders of a shop are not cleared.");

    private static bool IsBetween(uint begin, uint end, uint hash) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
}

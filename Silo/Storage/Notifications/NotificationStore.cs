using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Inboxes and preferences.</summary>
internal sealed class NotificationStore(IDatabase database) : INotificationStore
{
    private const int ReadAtATime = 500;
    private const string Columns = "SELECT id, event, order_id, sequence, title, body, path, at, read FROM notifications WHERE user_id = ?1";
    private const string Page = "AND id < ?2 ORDER BY id DESC LIMIT ?3";
    private const string UnreadSql = $"{Columns} AND read = 0 {Page}";
    private const string ReadSql = $"{Columns} AND read = 1 {Page}";

    // The index has a user's unread ones and the others apart: a page of all is the newest of both.
    internal const string AllSql =
        $"SELECT * FROM (SELECT * FROM ({UnreadSql}) AS unread UNION ALL SELECT * FROM ({ReadSql}) AS known) AS page ORDER BY id DESC LIMIT ?3";
    private const string CountSql = "SELECT count(*) FROM (SELECT 1 FROM notifications WHERE user_id = ?1 AND read = 0 LIMIT ?2) AS unread";
    private const string NewestSql = "SELECT max(id) FROM notifications WHERE user_id = ?1 AND read = 0";
    private const string ExistsSql = "SELECT 1 FROM notifications WHERE id = ?1 AND user_id = ?2";
    private const string PreferencesSql = "SELECT payload FROM notification_preferences WHERE user_id = ?1";

    public Task<NotificationPreferences?> LoadPreferences(long user) => database.Read(connection =>
        connection.Prepare(PreferencesSql).Bind(1, user).First(row => NotificationJson.ReadPreferences(row.Bytes(0))));

    public Task SavePreferences(long user, NotificationPreferences preferences, AuditEntry audit) =>
        database.Write(new PutPreferences(user, preferences, audit));

    public Task Add(ImmutableArray<NotificationEntry> entries, EventConfirmation? confirmation = null) =>
        database.Write(new AddNotifications(entries, confirmation));

    public Task<ImmutableArray<Notification>> List(long user, bool unreadOnly, long? before, int limit) => database.Read(connection => connection
        .Prepare(unreadOnly ? UnreadSql : AllSql).Bind(1, user).Bind(2, before ?? long.MaxValue).Bind(3, (long)limit).All(Read));

    public Task<int> Unread(long user) => database.Read(connection =>
        (int)connection.Prepare(CountSql).Bind(1, user).Bind(2, (long)OrderLimits.UnreadCount).First(row => row.Int64(0)));

    public async Task<bool?> MarkRead(long user, long id)
    {
        if (await database.Write(new NotificationWrite<bool>(rows => rows.Read(user, id)))) return true;
        return await database.Read(connection => connection.Prepare(ExistsSql).Bind(1, id).Bind(2, user).First(_ => true)) ? false : null;
    }

    /// <summary>Some at a time: a year's worth at once would hold up everybody who writes.</summary>
    public async Task<bool> MarkAllRead(long user)
    {
        // What comes in meanwhile has not been seen.
        if (await database.Read(connection => connection.Prepare(NewestSql).Bind(1, user).First(row => row.NullableInt64(0))) is not { } newest) return false;
        for (var any = false; ; any = true)
        {
            var count = await database.Write(new NotificationWrite<int>(rows => rows.ReadAll(user, newest, ReadAtATime)));
            if (count < ReadAtATime) return any || count > 0;
        }
    }

    public Task<int> Forget(DateTimeOffset before, int limit) => database.Write(new NotificationWrite<int>(rows => rows.Forget(before, limit)));

    private static Notification Read(Statement row) => new()
    {
        Id = row.Int64(0),
        Event = (NotificationEvent)row.Int64(1),
        OrderId = row.NullableInt64(2) is { } order ? new OrderId(order) : null,
        Sequence = row.NullableInt64(3),
        Title = row.Text(4),
        Body = row.Text(5),
        Path = row.Text(6),
        At = StoredTime.Read(row.Int64(7)),
        Read = row.Int64(8) != 0,
    };
}

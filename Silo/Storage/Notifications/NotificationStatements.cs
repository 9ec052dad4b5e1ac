namespace Orders.Storage;

/// <summary>The rows of inboxes, of preferences, and new ones of the mail queue.</summary>
internal sealed class NotificationStatements : IWriteStatements<NotificationStatements>
{
    private readonly Statement _insert;
    private readonly Statement _insertMail;
    private readonly Statement _read;
    private readonly Statement _readAll;
    private readonly Statement _putPreferences;
    private readonly Statement _forget;

    private NotificationStatements(Connection connection)
    {
        _insert = connection.PrepareMany(
            """
            INSERT INTO notifications (user_id, event, key, order_id, sequence, title, body, path, at, read)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)
            ON CONFLICT (key, event, user_id) DO NOTHING
            """,
            """
            INSERT INTO notifications (user_id, event, key, order_id, sequence, title, body, path, at, read)
            SELECT n.*, 0 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS n
            ON CONFLICT (key, event, user_id) DO NOTHING
            """);
        _insertMail = connection.PrepareMany(
            """
            INSERT INTO mail_queue (
                user_id, event, key, order_id, sequence, title, body, path, at, role, address, name, quiet_hours, due_at, next_at, state, tries)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?14, 0, 0)
            ON CONFLICT (key, event, user_id) DO NOTHING
            """,
            """
            INSERT INTO mail_queue (
                user_id, event, key, order_id, sequence, title, body, path, at, role, address, name, quiet_hours, due_at, next_at, state, tries)
            SELECT n.*, n.due_at, 0, 0 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                AS n (user_id, event, key, order_id, sequence, title, body, path, at, role, address, name, quiet_hours, due_at)
            ON CONFLICT (key, event, user_id) DO NOTHING
            """);
        _read = connection.Prepare("UPDATE notifications SET read = 1 WHERE id = ?1 AND user_id = ?2 AND read = 0");
        _readAll = connection.Prepare("""
            UPDATE notifications SET read = 1 WHERE id IN (SELECT id FROM notifications WHERE user_id = ?1 AND read = 0 AND id <= ?2 ORDER BY id DESC LIMIT ?3)
            """);
        _putPreferences = connection.Prepare("""
            INSERT INTO notification_preferences (user_id, payload) VALUES (?1, ?2) ON CONFLICT (user_id) DO UPDATE SET payload = excluded.payload
            """);

        // Ids grow with time: the oldest are the first.
        _forget = connection.Prepare("""
            DELETE FROM notifications WHERE id IN (SELECT id FROM (SELECT id, at FROM notifications ORDER BY id LIMIT ?2) AS oldest WHERE at < ?1)
            """);
    }

    public static NotificationStatements Prepare(Connection connection) => new(connection);

    /// <summary>Where the user has been told, nothing happens.</summary>
    public void Insert(Notice notice) => Bind(_insert, notice).Send();

    /// <summary>Where there is this mail already, nothing happens.</summary>
    public void InsertMail(Notice notice, DateTimeOffset mailAt, string? quietHours) => Bind(_insertMail, notice)
        .Bind(10, (long)notice.Recipient.Role).Bind(11, notice.Recipient.Email).Bind(12, notice.Recipient.Name)
        .Bind(13, quietHours).Bind(14, StoredTime.Of(mailAt))
        .Send();

    public bool Read(long user, long id) => _read.Bind(1, id).Bind(2, user).Run() == 1;

    public int ReadAll(long user, long upTo, int limit) => _readAll.Bind(1, user).Bind(2, upTo).Bind(3, (long)limit).Run();

    public void PutPreferences(long user, byte[] json) => _putPreferences.Bind(1, user).BindUtf8(2, json).Send();

    public int Forget(DateTimeOffset before, int limit) => _forget.Bind(1, StoredTime.Of(before)).Bind(2, (long)limit).Run();

    private static Statement Bind(Statement statement, Notice notice) => statement
        .Bind(1, notice.Recipient.Id).Bind(2, (long)notice.Event).Bind(3, notice.Key).Bind(4, notice.Order?.Value).Bind(5, notice.Sequence)
        .Bind(6, notice.Title).Bind(7, notice.Body).Bind(8, notice.Path).Bind(9, StoredTime.Of(notice.At));
}

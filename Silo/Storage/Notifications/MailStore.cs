using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>The mail queue.</summary>
internal sealed class MailStore(IDatabase database) : IMailStore
{
    private const string Columns = """
        SELECT id, user_id, role, event, key, order_id, sequence, address, name, title, body, path, at, due_at, quiet_hours, state, next_at,
            tries, last_error
        FROM mail_queue
        """;

    private const string Page = "AND id < ?1 ORDER BY id DESC LIMIT ?2";
    private const string DueSql = $"{Columns} WHERE state = 0 AND next_at <= ?1 ORDER BY next_at LIMIT ?2";
    private const string GetSql = $"{Columns} WHERE id = ?1";

    public Task<ImmutableArray<QueuedMail>> Due(DateTimeOffset now, int limit) => database.Read(connection =>
        connection.Prepare(DueSql).Bind(1, StoredTime.Of(now)).Bind(2, (long)limit).All(Read));

    public Task Sent(long id, DateTimeOffset at) => database.Write(new MailWrite<bool>(rows => rows.Sent(id, at)));

    public Task Failed(ImmutableArray<MailFailure> failures) => database.Write(new MailWrite<bool>(rows =>
    {
        foreach (var failure in failures) rows.Failed(failure);
        return true;
    }));

    public Task Postpone(ImmutableArray<MailPostponed> mails) => database.Write(new MailWrite<bool>(rows =>
    {
        foreach (var mail in mails) rows.Postpone(mail);
        return true;
    }));

    public Task<ImmutableArray<QueuedMail>> List(MailState? state, long? before, int limit) => database.Read(connection =>
        connection.Prepare(ListSql(state)).Bind(1, before ?? long.MaxValue).Bind(2, (long)limit).All(Read));

    public Task<QueuedMail?> Get(long id) => database.Read(connection => connection.Prepare(GetSql).Bind(1, id).First(Read));

    public Task<bool> Unpark(long id, DateTimeOffset now) => database.Write(new MailWrite<bool>(rows => rows.Unpark(id, now)));

    public Task<int> Forget(DateTimeOffset sentBefore, int limit) => database.Write(new MailWrite<int>(rows => rows.Forget(sentBefore, limit)));

    // Most mail was sent: the little that was not is found by the indexes that hold nothing else.
    private static string ListSql(MailState? state) => state switch
    {
        MailState.Waiting => $"{Columns} INDEXED BY mail_due WHERE state = 0 {Page}",
        MailState.Parked => $"{Columns} INDEXED BY mail_parked WHERE state = 2 {Page}",
        MailState.Sent => $"{Columns} WHERE state = 1 {Page}",
        _ => $"{Columns} WHERE 1 = 1 {Page}",
    };

    private static QueuedMail Read(Statement row) => new()
    {
        Id = row.Int64(0),
        Recipient = new Recipient(row.Int64(1), (Role)row.Int64(2), row.Text(8), row.Text(7)),
        Event = (NotificationEvent)row.Int64(3),
        Key = row.Text(4),
        Order = row.NullableInt64(5) is { } order ? new OrderId(order) : null,
        Sequence = row.NullableInt64(6),
        Title = row.Text(9),
        Body = row.Text(10),
        Path = row.Text(11),
        At = StoredTime.Read(row.Int64(12)),
        DueAt = StoredTime.Read(row.Int64(13)),
        QuietHours = NotificationJson.ReadQuietHours(row.IsNull(14) ? null : row.Text(14)),
        State = (MailState)row.Int64(15),
        NextTryAt = StoredTime.Read(row.NullableInt64(16)),
        Tries = (int)row.Int64(17),
        LastError = row.IsNull(18) ? null : row.Text(18),
    };
}

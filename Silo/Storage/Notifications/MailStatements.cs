namespace Orders.Storage;

/// <summary>What becomes of mail in the queue. State numbers are those of <see cref="MailState"/>.</summary>
internal sealed class MailStatements : IWriteStatements<MailStatements>
{
    private readonly Statement _sent;
    private readonly Statement _failed;
    private readonly Statement _postpone;
    private readonly Statement _unpark;
    private readonly Statement _forget;

    private MailStatements(Connection connection)
    {
        _sent = connection.Prepare("""
            UPDATE mail_queue SET state = 1, next_at = NULL, tries = tries + 1, last_error = NULL, sent_at = ?2 WHERE id = ?1 AND state = 0
            """);
        _failed = connection.Prepare("""
            UPDATE mail_queue SET state = CASE WHEN ?2 IS NULL THEN 2 ELSE 0 END, next_at = ?2, tries = tries + 1, last_error = ?3
            WHERE id = ?1 AND state = 0
            """);
        _postpone = connection.Prepare("UPDATE mail_queue SET next_at = ?2 WHERE id = ?1 AND state = 0");
        _unpark = connection.Prepare("UPDATE mail_queue SET state = 0, next_at = ?2, due_at = ?2, tries = 0 WHERE id = ?1 AND state = 2");
        _forget = connection.Prepare("""
            DELETE FROM mail_queue WHERE id IN (SELECT id FROM mail_queue WHERE state = 1 AND sent_at < ?1 ORDER BY sent_at LIMIT ?2)
            """);
    }

    public static MailStatements Prepare(Connection connection) => new(connection);

    public bool Sent(long id, DateTimeOffset at) => _sent.Bind(1, id).Bind(2, StoredTime.Of(at)).Run() == 1;

    public void Failed(MailFailure failure) => _failed.Bind(1, failure.Id).Bind(2, StoredTime.Of(failure.NextTry)).Bind(3, failure.Error).Send();

    public void Postpone(MailPostponed mail) => _postpone.Bind(1, mail.Id).Bind(2, StoredTime.Of(mail.Until)).Send();

    public bool Unpark(long id, DateTimeOffset now) => _unpark.Bind(1, id).Bind(2, StoredTime.Of(now)).Run() == 1;

    public int Forget(DateTimeOffset before, int limit) => _forget.Bind(1, StoredTime.Of(before)).Bind(2, (long)limit).Run();
}

/// <summary>A change of the mail queue, whatever it is.</summary>
internal sealed class MailWrite<T>(Func<MailStatements, T> change) : Write<T>
{
    protected override T Run(WriteSession session) => change(session.Use<MailStatements>());
}

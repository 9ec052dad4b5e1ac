using Orders.Storage;

namespace Orders.Payments;

/// <summary>The sandbox's books in the database.</summary>
internal sealed class SandboxStatements : IWriteStatements<SandboxStatements>
{
    private const string Columns = "key, kind, order_id, charge, method, amount_minor, currency, outcome, reason";

    private readonly Statement _find;
    private readonly Statement _refunds;
    private readonly Statement _insert;
    private readonly Statement _askedAgain;
    private readonly Statement _asked;

    private SandboxStatements(Connection connection)
    {
        _find = connection.Prepare($"SELECT {Columns} FROM payment_sandbox WHERE key = ?1");
        _refunds = connection.Prepare($"SELECT {Columns} FROM payment_sandbox WHERE charge = ?1");
        _insert = connection.Prepare(
            $"INSERT INTO payment_sandbox ({Columns}, at, asked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)");
        _askedAgain = connection.Prepare("UPDATE payment_sandbox SET asked = asked + 1 WHERE key = ?1");
        _asked = connection.Prepare("SELECT asked FROM payment_sandbox WHERE key = ?1");
    }

    public static SandboxStatements Prepare(Connection connection) => new(connection);

    public SandboxEntry? Find(string key) => Rows(_find.Bind(1, key)).FirstOrDefault();

    public List<SandboxEntry> RefundsOf(string charge) => Rows(_refunds.Bind(1, charge));

    public void Insert(SandboxEntry entry, DateTimeOffset at) => _insert
        .Bind(1, entry.Key).Bind(2, (long)entry.Kind).Bind(3, entry.Order.Value).Bind(4, entry.Charge).Bind(5, entry.Method)
        .Bind(6, entry.Amount.Minor).Bind(7, entry.Amount.Currency).Bind(8, (long)entry.Outcome).Bind(9, entry.Reason)
        .Bind(10, StoredTime.Of(at)).Send();

    /// <returns>How often the question has come by now.</returns>
    public long AskedAgain(string key)
    {
        _askedAgain.Bind(1, key).Send();
        _asked.Bind(1, key).Step();
        var asked = _asked.Int64(0);
        _asked.Reset();
        return asked;
    }

    private static List<SandboxEntry> Rows(Statement statement)
    {
        var rows = new List<SandboxEntry>();
        while (statement.Step())
        {
            rows.Add(new SandboxEntry(
                statement.Text(0), (SandboxKind)statement.Int64(1), new OrderId(statement.Int64(2)), statement.IsNull(3) ? null : statement.Text(3),
                statement.Text(4), new Money(statement.Int64(5), statement.Text(6)), (SandboxOutcome)statement.Int64(7),
                statement.IsNull(8) ? null : statement.Text(8)));
        }

        statement.Reset();
        return rows;
    }
}

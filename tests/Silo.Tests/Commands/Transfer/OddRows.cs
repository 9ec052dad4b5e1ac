using System.Globalization;
using System.Text.Json;
using Orders.Storage;
using Client = Microsoft.Data.Sqlite.SqliteConnection;

namespace Orders.Tests.Commands;

/// <summary>
/// Rows of every table with values that no shop would have: whatever the columns take. They say nothing together, but an export must carry
/// them as they are.
/// </summary>
internal sealed class OddRows(Random random, bool withNul)
{
    private static readonly string[] Texts =
    [
        "", " ", "\"", "\\", "\\u0041", "a\nb\tc\r\u0001\u001f\u007f", "Zoë 🛒 \u2028\u2029", "[1,null]", "null", "'; DROP TABLE orders; --",
        "\ufeff", "\uffff", "Ω≈ç√", "</script>",
    ];

    /// <summary>Columns whose values must be among another table's keys.</summary>
    private static readonly Dictionary<string, string> References = new()
    {
        ["users.SellerId"] = "shops", ["user_roles.UserId"] = "users", ["user_roles.RoleId"] = "roles", ["user_claims.UserId"] = "users",
        ["role_claims.RoleId"] = "roles", ["user_logins.UserId"] = "users", ["user_tokens.UserId"] = "users",
    };

    private readonly Dictionary<string, List<long>> _keys = [];
    private int _unique;

    /// <summary>Puts some into every table of a new database.</summary>
    public void Fill(string directory, int most)
    {
        foreach (var part in (TransferPart[])[TransferPart.Shop, TransferPart.Accounts])
        {
            using var connection = StoredContent.Open(Path.Combine(directory, part == TransferPart.Shop ? "orders.db" : "identity.db"));
            using var transaction = connection.BeginTransaction();
            foreach (var table in TransferTables.Of(part))
            {
                var nullable = StoredContent.Strings(connection, $"SELECT name FROM pragma_table_info('{table.Name}') WHERE \"notnull\" = 0 AND pk = 0");
                for (var rows = random.Next(1, most); rows > 0; rows--) Insert(connection, table, [.. nullable]);
            }

            transaction.Commit();
        }
    }

    private void Insert(Client connection, TransferTable table, HashSet<string> nullable)
    {
        using var command = connection.CreateCommand();
        var names = table.Columns.Select(c => $"\"{c.Name}\"");
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(", ", names)}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))}) ON CONFLICT DO NOTHING";
        foreach (var (i, column) in table.Columns.Index())
            command.Parameters.AddWithValue($"$p{i}", nullable.Contains(column.Name) && random.Next(3) == 0 ? DBNull.Value : Value(table, column));
        if (command.ExecuteNonQuery() == 0 || table.Key.Length > 1 || table.Columns[0].Kind != TransferKind.Number) return;
        if (!_keys.TryGetValue(table.Name, out var keys)) _keys[table.Name] = keys = [];
        keys.Add((long)command.Parameters[0].Value!);
    }

    private object Value(TransferTable table, TransferColumn column)
    {
        if (References.TryGetValue($"{table.Name}.{column.Name}", out var referenced)) return _keys[referenced][random.Next(_keys[referenced].Count)];
        return (table.Name, column.Name) switch
        {
            ("stock", "on_hand") => random.NextInt64(100, 1000), // The table checks that there is no less on hand than reserved.
            ("stock", "reserved") => random.NextInt64(100),
            ("order_events", "sequence") => random.NextInt64(2, 1000), // A first event must be one, to be searched for.
            ("order_events", "payload") => JsonSerializer.Serialize(new { type = Text() }), // The table looks into it.
            ("users", "EmailConfirmed" or "PhoneNumberConfirmed" or "TwoFactorEnabled" or "LockoutEnabled") => random.NextInt64(2),
            ("users", "AccessFailedCount") or ("user_claims" or "role_claims", "Id") => random.NextInt64(1, int.MaxValue - 100L),
            _ when column.Kind == TransferKind.Binary => Bytes(),
            _ when column.Kind == TransferKind.Text => Text(),
            _ when table.Key.Contains(column.Name) => random.NextInt64(1, 1L << 62),
            _ => Number(),
        };
    }

    private long Number() => random.Next(4) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        2 => random.Next(-1, 2),
        _ => random.NextInt64(),
    };

    // Many columns want to be unique in one way or another.
    private string Text()
    {
        var odd = withNul && random.Next(5) == 0 ? "a\0b" : Texts[random.Next(Texts.Length)];
        return string.Create(CultureInfo.InvariantCulture, $"{odd}{++_unique}{(random.Next(50) == 0 ? new string('é', 20_000) : "")}");
    }

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(70)];
        random.NextBytes(bytes);
        return bytes;
    }
}

using System.Security.Cryptography;
using System.Text;
using Orders.Commands;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>The description that export and import work by, against the schemas that there are.</summary>
[Trait("Database", "Sqlite")]
public sealed class TransferTablesTests
{
    [Fact]
    public void All_AgainstTheSchemaOfSqlite_NameEveryTableAndColumn()
    {
        using var data = new TempDirectory();
        SqliteTransferTarget.Open(data.Path, TimeProvider.System).Dispose();

        Assert.Equal(Described(TransferPart.Shop), InSqlite(Path.Combine(data.Path, "orders.db")));
        Assert.Equal(Described(TransferPart.Accounts), InSqlite(Path.Combine(data.Path, "identity.db")));
    }

    /// <summary>
    /// Whoever changes what is carried gives it a new number, that of the schema file which brought the change: files of before are then
    /// refused instead of misread.
    /// </summary>
    [Fact]
    public void All_AsTheyAre_HaveTheVersionThatBelongsToThem()
    {
        var lines = TransferTables.All.Select(t => $"{Encoding.UTF8.GetString(ExportLines.Table(t))} {string.Join(' ', t.Key)}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];

        Assert.Equal((13, "9e3e72630b964010"), (TransferTables.Version, hash));
        Assert.InRange(TransferTables.Version, 1, SchemaFiles.Sqlite.Count);
    }

    private static List<string> Described(TransferPart part) =>
    [
        .. TransferTables.Of(part)
            .SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name} {Sqlite(c.Kind)}{(t.Key.Contains(c.Name) ? $" key {t.Key.IndexOf(c.Name)}" : "")}{(c.Name == t.Counter ? " counted" : "")}"))
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> InSqlite(string path)
    {
        using var connection = StoredContent.Open(path);
        var left = TransferTables.Rebuilt.Concat(TransferTables.NotCarried).ToHashSet();
        var columns = new List<string>();
        foreach (var table in StoredContent.Tables(connection).Where(t => !left.Contains(t)))
        {
            var counted = StoredContent.Strings(connection, $"SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE name = '{table}'") is ["1"];
            columns.AddRange(StoredContent.Strings(connection, $"""
                SELECT '{table}.' || name || ' ' || type || iif(pk > 0, ' key ' || (pk - 1), '') || iif(pk > 0 AND {(counted ? 1 : 0)}, ' counted', '')
                FROM pragma_table_info('{table}')
                """));
        }

        return [.. columns.Order(StringComparer.Ordinal)];
    }

    private static string Sqlite(TransferKind kind) => kind switch
    {
        TransferKind.Number => "INTEGER",
        TransferKind.Text => "TEXT",
        _ => "BLOB",
    };
}

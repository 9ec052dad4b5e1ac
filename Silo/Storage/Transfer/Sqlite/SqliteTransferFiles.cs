using Orders.Hosting;
using Orders.Identity;

namespace Orders.Storage;

/// <summary>The files of a data directory that hold a shop, and whether they are what this program can carry.</summary>
internal static class SqliteTransferFiles
{
    public const string Shop = "orders.db";
    public const string Accounts = "identity.db";

    /// <exception cref="ImportUnfinishedException">The database is half imported.</exception>
    /// <exception cref="SchemaTooNewException">A later program wrote the database.</exception>
    /// <exception cref="SchemaTooOldException">An earlier program wrote the database.</exception>
    public static void Check(SqliteConnection shop, SqliteConnection accounts, bool whileImporting)
    {
        if (!whileImporting) ImportMark.Refuse(shop);
        SchemaTooOldException.Check((int)shop.ScalarInt64("SELECT max(version) FROM schema_version"), SchemaFiles.Sqlite.Count);
        SchemaTooOldException.Check((int)accounts.ScalarInt64("PRAGMA user_version"), IdentitySchema.Latest(DatabaseOptions.Sqlite));
    }
}

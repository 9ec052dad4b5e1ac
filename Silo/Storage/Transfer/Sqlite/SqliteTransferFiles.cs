using System.Globalization;
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
    public static void Check(Connection shop, Connection accounts, bool whileImporting)
    {
        if (!whileImporting && SqliteImportMark.Find(shop) is { } unfinished) throw ImportMark.Unfinished(unfinished);
        CheckSchema((int)shop.ScalarInt64("SELECT max(version) FROM schema_version"), SchemaFiles.Sqlite.Count);
        CheckSchema(
            int.Parse(accounts.Scalar("PRAGMA user_version")!, CultureInfo.InvariantCulture), IdentitySchema.Latest(DatabaseOptions.Sqlite));
    }

    private static void CheckSchema(int found, int known)
    {
        if (found > known) throw new SchemaTooNewException(found, known);
        if (found < known) throw new SchemaTooOldException();
    }
}

/// <summary>The database was written by an earlier version of this program, and no silo has brought it up to date yet.</summary>
public sealed class SchemaTooOldException() : Exception(
    "The database is from an earlier version of this program. Start the shop once: that brings it up to date.");

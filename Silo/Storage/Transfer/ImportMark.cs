namespace Orders.Storage;

/// <summary>
/// Whether a database is half imported: there is a table <c>import_progress</c> exactly as long as an import is under way. Its one row
/// says which import it is, and how far it has come.
/// </summary>
internal static class ImportMark
{
    public const string Table = "import_progress";

    /// <summary>The columns are the same in every database.</summary>
    public const string Columns = "export, file, exported_at, loaded, table_name, row_count, sha256";

    public static ImportUnfinishedException Unfinished(ImportOrigin origin) => new(
        $"The database is half imported, from {origin}. Finish it with 'import {origin.File}', or throw it away with 'import --discard'.");
}

/// <summary>The database is half imported: no shop may start on it.</summary>
public sealed class ImportUnfinishedException(string message) : Exception(message);

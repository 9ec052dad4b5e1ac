namespace Orders.Storage;

/// <summary>The database was written by an earlier version of this program, and no silo has brought it up to date yet.</summary>
public sealed class SchemaTooOldException() : Exception(
    "The database is from an earlier version of this program. Start the shop once: that brings it up to date.")
{
    /// <exception cref="SchemaTooNewException">A later program has been here.</exception>
    /// <exception cref="SchemaTooOldException">An earlier one has.</exception>
    internal static void Check(int found, int known)
    {
        if (found > known) throw new SchemaTooNewException(found, known);
        if (found < known) throw new SchemaTooOldException();
    }
}

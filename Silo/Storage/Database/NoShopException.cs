namespace Orders.Storage;

/// <summary>There is no database where one was to be read, or nothing of a shop in it.</summary>
internal sealed class NoShopException(string message) : Exception(message)
{
    /// <exception cref="NoShopException">No silo has ever started on it.</exception>
    public static void CheckPostgres(Connection connection)
    {
        const string Schemas = "SELECT count(*) FROM pg_tables WHERE schemaname IN ('orders', 'identity') AND tablename = 'schema_version'";
        if (connection.ScalarInt64(Schemas) < 2) throw new NoShopException("There is no shop in this database.");
    }

    /// <exception cref="NoShopException">There is no such file.</exception>
    public static void CheckFile(string path)
    {
        if (!File.Exists(path)) throw new NoShopException($"There is no database: {path}");
    }
}

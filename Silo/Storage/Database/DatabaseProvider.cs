namespace Orders.Storage;

/// <summary>What stands behind a <see cref="Connection"/>.</summary>
internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
}

namespace Orders.Storage;

/// <param name="Version">0: there never was a record.</param>
/// <param name="Payload">Null: there is none, or it was cleared.</param>
internal readonly record struct StoredGrainState(long Version, byte[]? Payload)
{
    private const string Sql = "SELECT version, payload FROM grain_state WHERE grain = ?1 AND name = ?2";

    public static StoredGrainState Find(Connection connection, string grain, string name)
    {
        var find = connection.Prepare(Sql).Bind(1, grain).Bind(2, name);
        try
        {
            return find.Step() ? new StoredGrainState(find.Int64(0), find.IsNull(1) ? null : find.Bytes(1).ToArray()) : default;
        }
        finally
        {
            find.Reset();
        }
    }
}

using Orleans.Storage;

namespace Orders.Storage;

/// <summary>Writes a record, or without a payload clears it, where it is still at the version that the grain knows.</summary>
internal sealed class WriteGrainState(string grain, string name, long expectedVersion, byte[]? payload) : Write<long>
{
    /// <summary>Audit rows of the change.</summary>
    public EncodedAudit[] Audit { get; init; } = [];

    /// <returns>The new version; 0 where there was nothing to clear.</returns>
    protected override long Run(WriteSession session)
    {
        var statements = session.Use<GrainStateStatements>();
        var stored = statements.VersionOf(grain, name);
        if (stored != expectedVersion)
        {
            throw new InconsistentStateException(
                $"State {name} of {grain} was changed by somebody else.", GrainStateStorage.Etag(stored), GrainStateStorage.Etag(expectedVersion));
        }

        if (stored == 0 && payload is null) return 0;
        statements.Put(grain, name, stored + 1, payload);
        foreach (var row in Audit) session.Audit(row);
        return stored + 1;
    }
}

internal sealed class GrainStateStatements : IWriteStatements<GrainStateStatements>
{
    private readonly Statement _version;
    private readonly Statement _put;

    private GrainStateStatements(Connection connection)
    {
        _version = connection.Prepare("SELECT version FROM grain_state WHERE grain = ?1 AND name = ?2");
        _put = connection.Prepare("""
            INSERT INTO grain_state (grain, name, version, payload) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (grain, name) DO UPDATE SET version = excluded.version, payload = excluded.payload
            """);
    }

    public static GrainStateStatements Prepare(Connection connection) => new(connection);

    public long VersionOf(string grain, string name)
    {
        _version.Bind(1, grain).Bind(2, name);
        var version = _version.Step() ? _version.Int64(0) : 0;
        _version.Reset();
        return version;
    }

    public void Put(string grain, string name, long version, byte[]? payload)
    {
        _put.Bind(1, grain).Bind(2, name).Bind(3, version);
        if (payload is null) _put.Bind(4, (string?)null);
        else _put.BindUtf8(4, payload);
        _put.Send();
    }
}

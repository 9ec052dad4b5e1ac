using Orleans.Storage;

namespace Orders.Storage;

/// <param name="At">As in <see cref="StoredTime"/>.</param>
internal sealed record StoredCheckpoint(long Number, long At, long FirstPosition, long LastPosition, byte[] Heads, byte[] Hash);

/// <summary>Adds a checkpoint after the one that its maker saw.</summary>
internal sealed class WriteCheckpoint(StoredCheckpoint checkpoint) : Write<bool>
{
    protected override bool Run(WriteSession session) => session.Use<CheckpointStatements>().Insert(checkpoint)
        ? true
        : throw new InconsistentStateException($"There is an audit checkpoint {checkpoint.Number} already.");
}

internal sealed class CheckpointStatements : IWriteStatements<CheckpointStatements>
{
    private readonly Statement _insert;

    private CheckpointStatements(Connection connection) => _insert = connection.Prepare("""
        INSERT INTO audit_checkpoints (number, at, first_position, last_position, heads, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (number) DO NOTHING
        """);

    public static CheckpointStatements Prepare(Connection connection) => new(connection);

    public bool Insert(StoredCheckpoint checkpoint) => _insert
        .Bind(1, checkpoint.Number).Bind(2, checkpoint.At).Bind(3, checkpoint.FirstPosition).Bind(4, checkpoint.LastPosition)
        .BindBlob(5, checkpoint.Heads).BindBlob(6, checkpoint.Hash)
        .Run() == 1;
}

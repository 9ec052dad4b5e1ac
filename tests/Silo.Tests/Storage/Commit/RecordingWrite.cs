using Orders.Storage;

namespace Orders.Tests.Storage;

/// <summary>A write that does what the test says.</summary>
internal sealed class RecordingWrite<T>(Func<WriteSession, T> run) : Write<T>
{
    public int Runs { get; private set; }

    protected override T Run(WriteSession session)
    {
        Runs++;
        return run(session);
    }
}

/// <summary>Statements over a table of the test's own.</summary>
internal sealed class NoteStatements(Connection connection) : IWriteStatements<NoteStatements>
{
    private readonly Statement _insert = connection.Prepare("INSERT INTO notes (id, text) VALUES (?1, ?2)");

    public static NoteStatements Prepare(Connection connection) => new(connection);

    public void Insert(long id, string text) => _insert.Bind(1, id).Bind(2, text).Run();
}

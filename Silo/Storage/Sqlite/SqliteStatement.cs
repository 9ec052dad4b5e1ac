using System.Text;
using SQLitePCL;

namespace Orders.Storage;

internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : Statement
{
    /// <summary>When the connection handed it out last, in uses: the one unused for longest is forgotten first.</summary>
    internal long LastUse { get; set; }

    public override Statement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public override Statement Bind(int parameter, long? value)
    {
        if (value is { } given) return Bind(parameter, given);
        connection.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    public override Statement Bind(int parameter, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public override Statement BindUtf8(int parameter, byte[] value)
    {
        connection.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public override Statement BindBlob(int parameter, byte[] value)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public override int ParameterIndex(string name) => raw.sqlite3_bind_parameter_index(handle, name);

    public override int ParameterCount => raw.sqlite3_bind_parameter_count(handle);

    public override bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw Failed(),
    };

    public override int Run()
    {
        while (Step())
        {
        }

        var changes = connection.Changes;
        Reset();
        return changes;
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public override long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public override string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public override ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    // The result only repeats the error of the last step, which was thrown then.
    public override void Reset() => _ = raw.sqlite3_reset(handle);

    public override void Dispose() => handle.Dispose();

    private DatabaseException Failed()
    {
        var error = connection.Error();
        Reset();
        return error;
    }
}

using System.Text;
using SQLitePCL;

namespace Orders.Storage;

/// <summary>A prepared statement. Parameters count from 1, columns from 0. To be reset after use: an open one holds its snapshot.</summary>
internal sealed class Statement(Connection connection, sqlite3_stmt handle) : IDisposable
{
    /// <summary>When the connection handed it out last, in uses: the one unused for longest is forgotten first.</summary>
    internal long LastUse { get; set; }

    public Statement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value)
    {
        if (value is { } given) return Bind(parameter, given);
        connection.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    public Statement Bind(int parameter, string? value)
    {
        connection.Check(value is null ? raw.sqlite3_bind_null(handle, parameter) : raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    /// <summary>Text that is already UTF-8.</summary>
    public Statement BindUtf8(int parameter, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_text(handle, parameter, value));
        return this;
    }

    public Statement BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        connection.Check(raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    /// <summary>The number of a named parameter; 0 where the statement has none of that name.</summary>
    public int ParameterIndex(string name) => raw.sqlite3_bind_parameter_index(handle, name);

    public int ParameterCount => raw.sqlite3_bind_parameter_count(handle);

    /// <summary>Moves to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw Failed(),
    };

    /// <summary>Runs a statement that has no rows, and resets it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Step())
        {
        }

        var changes = connection.Changes;
        Reset();
        return changes;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public long? NullableInt64(int column) => IsNull(column) ? null : Int64(column);

    public string Text(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    // The result only repeats the error of the last step, which was thrown then.
    public void Reset() => _ = raw.sqlite3_reset(handle);

    public void Dispose() => handle.Dispose();

    private DatabaseException Failed()
    {
        var error = connection.Error();
        Reset();
        return error;
    }
}

using System.Collections.Immutable;

namespace Orders.Storage;

/// <summary>Reads a query's rows and resets it.</summary>
internal static class StatementRows
{
    public static ImmutableArray<T> All<T>(this Statement statement, Func<Statement, T> read)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        try
        {
            while (statement.Step()) rows.Add(read(statement));
        }
        finally
        {
            statement.Reset();
        }

        return rows.ToImmutable();
    }

    /// <summary>The first row, or the default value where there is none.</summary>
    public static T? First<T>(this Statement statement, Func<Statement, T> read)
    {
        try
        {
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            statement.Reset();
        }
    }
}

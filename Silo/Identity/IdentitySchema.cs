using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orders.Identity;

/// <summary>Applies the numbered files in <c>Schema</c> that a database has not seen yet, each in one transaction, forward only.</summary>
internal static class IdentitySchema
{
    private const string Prefix = "Orders.Identity.Schema.";

    public static void Apply(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL");
        var version = Convert.ToInt64(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        var files = Files();
        if (version > files.Count)
            throw new InvalidOperationException($"The accounts database is at schema {version}; this program knows {files.Count}: it is too old.");
        foreach (var (number, sql) in files.Where(f => f.Number > version))
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"{sql}; PRAGMA user_version = {number}");
            transaction.Commit();
        }
    }

    private static List<(int Number, string Sql)> Files()
    {
        var assembly = typeof(IdentitySchema).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), Text(name)))];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

using System.Data;
using Npgsql;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>
/// A database with Orleans' tables, spoken to as its AdoNet providers do: they look a statement up by its key, bind parameters by name
/// with these types, and read the result by the names of its columns.
/// </summary>
internal sealed class OrleansDatabase : IDisposable
{
    private readonly Dictionary<string, string> _queries;

    private OrleansDatabase(string connectionString)
    {
        ConnectionString = connectionString;
        using var connection = Open();
        using var command = new NpgsqlCommand("SELECT QueryKey, QueryText FROM OrleansQuery", connection);
        using var reader = command.ExecuteReader();
        _queries = [];
        while (reader.Read()) _queries.Add(reader.GetString(0), reader.GetString(1));
    }

    public string ConnectionString { get; }

    public IReadOnlyCollection<string> Keys => _queries.Keys;

    public static async Task<OrleansDatabase> Create()
    {
        var database = PostgresServer.Shared.NewDatabase();
        await OrleansSchema.Apply(database, SchemaFiles.Orleans, default);
        return new OrleansDatabase(database);
    }

    /// <summary>Runs a query that answers with one column of one row.</summary>
    public async Task<object?> Ask(string key, params Parameter[] parameters) => (await Rows(key, parameters)).SingleOrDefault()?.Values.Single();

    public async Task<List<Dictionary<string, object?>>> Rows(string key, params Parameter[] parameters)
    {
        await using var connection = Open();
        await using var command = new NpgsqlCommand(_queries[key], connection);
        foreach (var (name, value, type) in parameters)
            command.Parameters.Add(new NpgsqlParameter { ParameterName = name, DbType = type, Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            // As the providers look columns up: by a name whose letters may be of either case.
            var row = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < reader.FieldCount; i++) row.Add(reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i));
            rows.Add(row);
        }

        return rows;
    }

    public NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => PostgresServer.Shared.Drop(ConnectionString);
}

/// <summary>One as the providers bind it.</summary>
internal sealed record Parameter(string Name, object? Value, DbType Type)
{
    public static Parameter Text(string name, string? value) => new(name, value, DbType.String);

    public static Parameter Ansi(string name, string value) => new(name, value, DbType.AnsiString);

    public static Parameter Int(string name, int? value) => new(name, value, DbType.Int32);

    public static Parameter Long(string name, long value) => new(name, value, DbType.Int64);

    public static Parameter Time(string name, DateTime value) => new(name, value, DbType.DateTime);

    public static Parameter Bytes(string name, byte[]? value) => new(name, value, DbType.Binary);
}

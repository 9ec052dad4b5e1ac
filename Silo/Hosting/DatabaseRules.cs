using Npgsql;

namespace Orders.Hosting;

/// <summary>What <c>Orders:Database</c> must say. No complaint repeats any of a connection string: there may be a password in it.</summary>
internal static class DatabaseRules
{
    private const string Key = "Orders:Database:ConnectionString";
    private const string Example = "such as Host=db.example.com;Database=orders;Username=orders;Password=…";

    public static IEnumerable<string> Complaints(DatabaseOptions options)
    {
        if (options.IsPostgres) return AboutPostgres(options.ConnectionString);
        if (!options.Is(DatabaseOptions.Sqlite)) return [$"Orders:Database:Provider must be Sqlite or Postgres, not '{options.Provider}'."];
        return options.ConnectionString is null ? [] : [$"{Key} does not go with Sqlite, whose file is in the data directory: leave it out."];
    }

    private static IEnumerable<string> AboutPostgres(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString)) return [$"{Key} is needed for Postgres, {Example}."];
        try
        {
            var parsed = new NpgsqlConnectionStringBuilder(connectionString);
            if (string.IsNullOrEmpty(parsed.Host)) return [$"{Key} must name a Host, {Example}."];
            if (string.IsNullOrEmpty(parsed.Database)) return [$"{Key} must name a Database, {Example}."];
            return parsed.Port is < 1 or > 65535 ? [$"{Key} must have a Port from 1 to 65535, not {parsed.Port}."] : [];
        }
        catch (ArgumentException)
        {
            return [$"{Key} cannot be read: it must consist of Npgsql's keywords, {Example}."];
        }
    }
}

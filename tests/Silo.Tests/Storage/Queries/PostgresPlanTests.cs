using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orders.Storage;
using Orders.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Storage;

/// <summary>PostgreSQL's planner makes up its own mind: on a table of some size, every list is to be a walk
/// along an index. (What a search finds, it gathers as it sees fit.)</summary>
[Trait("Database", "Postgres")]
public sealed class PostgresPlanTests(ITestOutputHelper output)
{
    // Half of a shop, the rest of twenty; three per cent under way, every third of those due. Every row is looked at for the statistics, so that no sample decides.
    private const string Fill = """
        INSERT INTO orders SELECT n, CASE WHEN n % 2 = 0 THEN 1 ELSE 2 + n % 20 END, n % 5000, CASE WHEN n > 38800 THEN n % 5 WHEN n % 31 = 30 THEN 6 ELSE 5 END,
            3, n, n * 10 + n % 77, CASE WHEN n > 38800 AND n % 3 = 0 THEN n END, CASE WHEN n > 38800 AND n % 30 = 0 THEN 2 ELSE 0 END, (n * 7919) % 50000
        FROM generate_series(1, 40000) AS n;
        INSERT INTO order_keys SELECT id, seller_id, buyer_id, total_minor FROM orders;
        SET default_statistics_target = 1000;
        ANALYZE
        """;

    [PostgresFact]
    public void Plan_OfEveryList_ReadsLittleMoreThanItsPage()
    {
        var connectionString = Filled();
        using var source = PostgresSettings.Source(connectionString);
        using var connection = PostgresDatabase.OpenReader(source);
        var wrong = new List<string>();
        foreach (var query in QueryPlanTests.Variants().Where(query => query.Match is null).Select(query => query with { Provider = DatabaseProvider.Postgres }))
        {
            foreach (var sql in OrderListSql.Stages(query, dateRangeIsSmall: false).SelectMany(stage => stage))
            {
                var statement = connection.Prepare("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) " + sql);
                OrderListReader.Bind(statement, query);
                var plan = string.Join('\n', statement.All(row => row.Text(0)));
                if (plan.Contains("Seq Scan", StringComparison.Ordinal)) wrong.Add($"{sql}\n{plan}");
            }
        }

        output.WriteLine(string.Join("\n\n", wrong.Take(12)));
        Assert.True(wrong.Count == 0, $"{wrong.Count} plans read a whole table.");
    }

    private static string Filled()
    {
        var connectionString = PostgresServer.Shared.NewDatabase();
        var options = Options.Create(new StorageOptions { PostgresConnection = connectionString });
        using (var database = new PostgresDatabase(options, TimeProvider.System, NullLogger<PostgresDatabase>.Instance)) database.Open();
        using var source = PostgresSettings.Source(connectionString);
        using var connection = PostgresConnection.Open(source);
        connection.Execute(Fill);
        return connectionString;
    }
}

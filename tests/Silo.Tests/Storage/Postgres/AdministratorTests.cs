using Npgsql;
using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>What administrators do to a server for good reasons, and what must not become of a shop by it.</summary>
[Trait("Database", "Postgres")]
public sealed class AdministratorTests
{
    [PostgresFact]
    public async Task Limits_OfStatementsAndIdleSessions_AreNotForTheWriterNorForAnExport()
    {
        const string Limits = """
            SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('idle_session_timeout'),
                current_setting('idle_in_transaction_session_timeout'), current_setting('lock_timeout'))
            """;
        using var shop = new PostgresShop();
        foreach (var limit in (string[])["statement_timeout", "idle_session_timeout", "idle_in_transaction_session_timeout", "lock_timeout"])
            Set(shop, $"{limit} = '2s'");
        using var database = shop.Open();
        using var export = PostgresTransfer.Connect(shop.ConnectionString);
        using var asked = new NpgsqlCommand(Limits, export);

        Assert.Equal("0 0 1min 8s", await database.Write(new RecordingWrite<string>(session => session.Use<Asked>().Of(Limits))));
        Assert.Equal("0 0 0 0", asked.ExecuteScalar());
        await database.Close();
    }

    [PostgresFact]
    public async Task Lock_OnATable_RefusesWritesAfterAWhileAndSaysThatNothingWasWritten()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        await using (var administrator = new NpgsqlConnection($"{shop.ConnectionString};Pooling=false"))
        {
            await administrator.OpenAsync();
            await using var transaction = await administrator.BeginTransactionAsync();
            await using var locked = new NpgsqlCommand("LOCK TABLE orders.order_events", administrator);
            await locked.ExecuteNonQueryAsync();

            var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
            Assert.Contains("Nothing was written", refused.Message, StringComparison.Ordinal);
            await PostgresShop.Until(() => database.Failure is null); // at once, unless this machine stood still
        }

        Assert.Equal(2, (await orders.Append(SampleOrders.Place(SampleOrders.Id(2)))).Position);
        await shop.IsSound(database);
        await database.Close();
    }

    /// <summary>Plans are kept, and a new shop's are made while there is next to nothing: they must suit what it becomes.</summary>
    [PostgresFact]
    public async Task Plans_OfTheWriterInANewShop_GoByKeys()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        shop.Execute("INSERT INTO orders.grain_state (grain, name, version, payload) VALUES ('a', 'b', 1, NULL); ANALYZE orders.grain_state");

        var plan = await database.Write(new RecordingWrite<string>(session => session.Use<Asked>().Of("EXPLAIN SELECT version FROM grain_state WHERE grain = 'a' AND name = 'b'")));

        Assert.StartsWith("Index", plan, StringComparison.Ordinal);
        await database.Close();
    }

    [PostgresTheory]
    [InlineData("53100")] // disk full
    [InlineData("53200")] // out of memory
    [InlineData("57014")] // an administrator ends the statement
    [InlineData("40001")] // serialization failure
    public async Task Server_CannotDoItJustNow_RefusesTheTransactionAndGoesOn(string code)
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        shop.Execute($"""
            CREATE FUNCTION cannot() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER cannot BEFORE INSERT ON order_events FOR EACH ROW EXECUTE FUNCTION cannot()
            """);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));
        Assert.Contains("Nothing was written", refused.Message, StringComparison.Ordinal);

        shop.Execute("DROP TRIGGER cannot ON order_events");
        Assert.Equal(2, (await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))))).Position); // the driver may have hung up
        await shop.IsSound(database);
        await database.Close();
    }

    [PostgresFact]
    public async Task Server_ReadOnlyForAWhile_WritesAgainByItself()
    {
        using var shop = new PostgresShop();
        using var database = shop.Open();
        var orders = new OrderStore(database);
        await orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
        Set(shop, "default_transaction_read_only = on");
        shop.EndWriter();
        await PostgresShop.Until(() => database.Failure is not null);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => orders.Append(SampleOrders.Place(SampleOrders.Id(2))));

        Set(shop, "default_transaction_read_only = off");

        Assert.Equal(2, (await PostgresShop.Insist(() => orders.Append(SampleOrders.Place(SampleOrders.Id(3))))).Position);
        await shop.IsSound(database);
        await database.Close();
    }

    [PostgresFact]
    public void Schema_ChangeThatTakesLong_IsNotCutOff()
    {
        using var shop = new PostgresShop();
        using var source = PostgresSettings.Source($"{shop.ConnectionString};Command Timeout=1");
        using var connection = PostgresConnection.Open(source);
        Assert.Equal((0, 1), PostgresSchema.Apply(connection, [new SchemaFile(1, "0001-long.sql", "SELECT pg_sleep(2)")], TimeProvider.System));
    }

    /// <summary>For every session that begins from now on.</summary>
    private static void Set(PostgresShop shop, string setting)
    {
        var database = new NpgsqlConnectionStringBuilder(shop.ConnectionString);
        var name = database.Database;
        database.Database = "postgres"; // where none of this applies
        using var connection = new NpgsqlConnection($"{database};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"ALTER DATABASE {name} SET {setting}", connection);
        command.ExecuteNonQuery();
    }

    private sealed class Asked(Connection connection) : IWriteStatements<Asked>
    {
        public static Asked Prepare(Connection connection) => new(connection);

        public string Of(string sql) => connection.Scalar(sql)!;
    }
}

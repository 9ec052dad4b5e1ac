using Npgsql;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>Orleans' own tables in PostgreSQL.</summary>
[Trait("Database", "Postgres")]
public sealed class OrleansSchemaTests
{
    // What the providers of Orleans 10.4 look up; without one of these a silo or a client does not start.
    private static readonly string[] Keys =
    [
        "GatewaysQueryKey", "MembershipReadRowKey", "MembershipReadAllKey", "InsertMembershipVersionKey", "UpdateIAmAlivetimeKey",
        "InsertMembershipKey", "UpdateMembershipKey", "DeleteMembershipTableEntriesKey", "CleanupDefunctSiloEntriesKey",
        "CleanupDefunctSiloEntryKey",
        "ReadReminderRowsKey", "ReadRangeRows1Key", "ReadRangeRows2Key", "ReadReminderRowKey", "UpsertReminderRowKey",
        "DeleteReminderRowKey", "DeleteReminderRowsKey",
        "ReadFromStorageKey", "WriteToStorageKey", "ClearStorageKey",
    ];

    [PostgresFact]
    public async Task Apply_ToAnEmptyDatabase_MakesEveryQueryThatTheProvidersLookFor()
    {
        using var database = await OrleansDatabase.Create();
        Assert.Equal(Keys.Order(StringComparer.Ordinal), database.Keys.Order(StringComparer.Ordinal));
    }

    // Catches: silos that start together and both see an empty database.
    [PostgresFact]
    public async Task Apply_ByManyAtOnce_IsDoneByOne()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OrleansSchema.Apply(database, SchemaFiles.Orleans, default)));
        Assert.Single(done, d => d == (0, SchemaFiles.Orleans.Count));
        Assert.Equal(7, done.Count(d => d == (SchemaFiles.Orleans.Count, SchemaFiles.Orleans.Count)));
    }

    // Catches: a file that fails in the middle and leaves half of its tables, so that the next start fails for another reason.
    [PostgresFact]
    public async Task Apply_AFileThatFails_LeavesNothingOfAnyFile()
    {
        var database = PostgresServer.Shared.NewDatabase();
        SchemaFile[] files = [.. SchemaFiles.Orleans, new(SchemaFiles.Orleans.Count + 1, "broken.sql", "CREATE TABLE half (); SELECT 1 / 0")];
        await Assert.ThrowsAsync<PostgresException>(() => OrleansSchema.Apply(database, files, default));
        Assert.Equal((0, SchemaFiles.Orleans.Count), await OrleansSchema.Apply(database, SchemaFiles.Orleans, default));
    }

    [PostgresFact]
    public async Task Apply_ToADatabaseOfALaterProgram_IsRefused()
    {
        using var database = await OrleansDatabase.Create();
        var older = SchemaFiles.Orleans.Take(SchemaFiles.Orleans.Count - 1).ToList();
        await Assert.ThrowsAsync<SchemaTooNewException>(() => OrleansSchema.Apply(database.ConnectionString, older, default));
    }
}

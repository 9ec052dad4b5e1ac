using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orders.Identity;
using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Identity;

/// <summary>What accounts must stand on PostgreSQL: several processes at once, and a database that goes away and comes back.</summary>
[Trait("Database", "Postgres")]
public sealed class PostgresAccountsTests
{
    private const string Password = "Correct-Horse-7";

    private readonly FixedTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [PostgresFact]
    public async Task ApplySchema_BySeveralAtOnce_IsDoneOnce()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var starters = Enumerable.Range(0, 6).Select(_ => On(database, apply: false)).ToArray();
        await Task.WhenAll(starters.Select(s => Task.Run(s.Database.ApplySchema)));
        Assert.NotNull((await starters[0].Store.Register("ada@example.com", Password, "Ada")).Account);
        Assert.NotNull((await starters[5].Store.SignIn("ada@example.com", Password)).Account);
        foreach (var starter in starters) starter.Dispose();
        PostgresServer.Shared.Drop(database);
    }

    [PostgresFact]
    public void ApplySchema_OfALaterProgram_IsRefusedAndChangesNothing()
    {
        var database = PostgresServer.Shared.NewDatabase();
        using var accounts = On(database);
        Execute(database, "INSERT INTO identity.schema_version VALUES (999, 0)");
        Assert.Contains("999", Assert.Throws<SchemaTooNewException>(accounts.Database.ApplySchema).Message, StringComparison.Ordinal);
        PostgresServer.Shared.Drop(database);
    }

    [PostgresFact]
    public async Task Everything_AfterTheDatabaseCameBack_WorksAtTheFirstTry()
    {
        using var server = PostgresServer.Launch();
        using var accounts = On(server.NewDatabase());
        var known = (await accounts.Store.Register("ada@example.com", Password, "Ada")).Account!;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => accounts.Store.SignIn("ada@example.com", Password))); // several connections

        server.Stop(immediate: true);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => accounts.Store.SignIn("ada@example.com", Password));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => accounts.Store.Register("ben@example.com", Password, "Ben"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => accounts.Store.StaffOf(1));
        server.Start();
        Assert.Equal(known, await accounts.Store.Get(known.Id, known.SecurityStamp));

        server.Restart(immediate: true);
        Assert.NotNull((await accounts.Store.Register("ben@example.com", Password, "Ben")).Account);
        server.Restart(immediate: true);
        Assert.Equal(known, (await accounts.Store.SignIn("ada@example.com", Password)).Account);
    }

    [PostgresFact]
    public async Task Register_WhoseConnectionBreaksBeforeTheCommit_IsMadeAtTheSecondTry()
    {
        var database = PostgresServer.Shared.NewDatabase();
        using var accounts = On(database);
        Execute(database, """
            CREATE SEQUENCE broken;
            CREATE FUNCTION break_once() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('broken') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER breaks AFTER INSERT ON identity.user_roles DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION break_once();
            """);

        var outcome = await accounts.Store.Register("ada@example.com", Password, "Ada");

        Assert.NotNull(outcome.Account);
        Assert.Equal(outcome.Account, (await accounts.Store.SignIn("ada@example.com", Password)).Account);
        PostgresServer.Shared.Drop(database);
    }

    /// <summary>The commit arrives, its answer does not: it must not be said that somebody has the address already.</summary>
    [PostgresFact]
    public async Task Register_WhoseAnswerToTheCommitIsLost_IsMadeOnceAndSaysSo()
    {
        var database = PostgresServer.Shared.NewDatabase();
        var losing = new LosingTheAnswerOnce();
        using var accounts = On(database, services: s => s.ConfigureDbContext<IdentityContext>(options => options.AddInterceptors(losing)));

        var outcome = await accounts.Store.Register("ada@example.com", Password, "Ada");

        Assert.Equal(1, losing.Commits);
        Assert.Empty(outcome.Errors);
        Assert.Equal(outcome.Account, (await accounts.Store.SignIn("ada@example.com", Password)).Account);
        PostgresServer.Shared.Drop(database);
    }

    private sealed class LosingTheAnswerOnce : DbTransactionInterceptor
    {
        public int Commits { get; private set; }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
            ++Commits == 1 ? throw new NpgsqlException("Exception while reading from stream", new IOException("Broken pipe")) : Task.CompletedTask;
    }

    private TestAccounts On(string database, bool apply = true, Action<IServiceCollection>? services = null) =>
        new(_time, TestDatabaseChoice.SettingsFor(database), apply, services);

    private static void Execute(string database, string sql)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}

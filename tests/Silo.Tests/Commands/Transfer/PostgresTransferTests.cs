using Orders.Commands;
using Orders.Hosting;
using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Orders.Tests.Commands;

/// <summary>From SQLite to PostgreSQL and back: nothing is lost, and everybody finds their own.</summary>
[Trait("Database", "Sqlite")] // Starts from there, whatever the other tests run on.
public sealed class PostgresTransferTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempDirectory _files = new();
    private readonly TempDirectory _back = new();
    private readonly Random _random = Seed.Random(output, out _);

    private string There => Path.Combine(_files.Path, "there.ndjson");

    public void Dispose()
    {
        _files.Dispose();
        _back.Dispose();
    }

    [PostgresFact]
    public void All_AgainstTheSchemaOfPostgres_NameEveryTableAndColumn()
    {
        using var postgres = new PostgresShop();
        postgres.OpenTarget().Dispose();

        var carried = TransferTables.All.Where(t => !t.IsCounters).SelectMany(t => t.Columns.Select(c =>
            $"{PostgresTransferTables.NameOf(t)}.{c.Name}{(t.Key.Contains(c.Name) ? $" key {t.Key.IndexOf(c.Name)}" : "")} {c.Kind}"));
        var left = TransferTables.Rebuilt.Concat(TransferTables.NotCarried).ToHashSet();
        var stored = postgres.Strings("""
            SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name || coalesce(' key ' || k.ordinal_position - 1, '')
                || CASE c.data_type WHEN 'text' THEN ' Text' WHEN 'bytea' THEN ' Binary' ELSE ' Number' END
            FROM information_schema.columns c
            LEFT JOIN information_schema.table_constraints p
                ON p.constraint_type = 'PRIMARY KEY' AND (p.table_schema, p.table_name) = (c.table_schema, c.table_name)
            LEFT JOIN information_schema.key_column_usage k
                ON (k.constraint_schema, k.constraint_name, k.column_name) = (p.constraint_schema, p.constraint_name, c.column_name)
            WHERE c.table_schema IN ('orders', 'identity')
            """);

        Assert.Equal(carried.Order(StringComparer.Ordinal), stored.Where(c => !left.Contains(c.Split('.')[1])).Order(StringComparer.Ordinal));
    }

    [PostgresFact]
    public async Task Import_OfOddRows_ThereAndBack_BringsTheSame()
    {
        using var shop = await ExportedShop.Make(_random, most: 30, withNul: false);
        using var postgres = new PostgresShop();

        var imported = await postgres.Import(shop.File);
        var exported = await postgres.Export(There);
        var (code, back, error) = await CommandLineTests.Run($"import {There} --data-directory {_back.Path}");

        Assert.True(code == ExitCodes.Done, error);
        Assert.All(new[] { imported, exported, back }, report => Assert.Contains($"Content: {shop.Content}", report, StringComparison.Ordinal));
        Assert.Equal(File.ReadLines(shop.File).Skip(1), File.ReadLines(There).Skip(1));
        Assert.Equal(StoredContent.Read(shop.Data), StoredContent.Read(_back.Path));
    }

    [PostgresFact]
    public async Task Import_BrokenAtEveryCommit_GoesOnAndBringsTheSame()
    {
        using var shop = await ExportedShop.Make(_random, withNul: false);
        using var postgres = new PostgresShop();
        var breaks = 0;
        while (true)
        {
            try
            {
                await postgres.Import(shop.File, target => new BreakingTarget(target, 1 + _random.Next(3), _random.Next(2) == 0));
                break;
            }
            catch (PowerCut)
            {
                breaks++;
            }
        }

        Assert.InRange(breaks, 8, 100);
        Assert.Contains($"Content: {shop.Content}", await postgres.Export(There), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task HalfImported_NothingStartsOnIt_UntilItIsThrownAway()
    {
        using var shop = await ExportedShop.Make(_random, withNul: false);
        using var postgres = new PostgresShop();
        await Assert.ThrowsAsync<PowerCut>(() => postgres.Import(shop.File, target => new BreakingTarget(target, 7, after: true)));

        var refused = await Assert.ThrowsAsync<ImportUnfinishedException>(() => LivingShop.Start(SettingsOf(postgres)));
        Assert.Contains("import --discard", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.CannotStart, (await Assert.ThrowsAsync<CommandException>(() => postgres.Export(There))).ExitCode);

        using (var target = postgres.OpenTarget()) Assert.Equal(shop.File, target.Discard()!.File);
        using var other = await ExportedShop.Make(_random, most: 3, withNul: false);
        Assert.Contains($"Content: {other.Content}", await postgres.Import(other.File), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Import_OfANulCharacter_IsRefusedNamingLineAndColumn()
    {
        using var shop = await ExportedShop.Make(_random, most: 40, withNul: true);
        using var postgres = new PostgresShop();

        var refused = await Assert.ThrowsAsync<CommandException>(() => postgres.Import(shop.File));

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Matches(@"line \d+: .* has a NUL character in it, which PostgreSQL cannot store", refused.Message);
    }

    [PostgresFact]
    public async Task Import_IntoADatabaseThatHasSomething_NamesWhatIsThere()
    {
        using var shop = await ExportedShop.Make(_random, withNul: false);
        using var postgres = new PostgresShop();
        await postgres.Import(shop.File);

        var refused = await Assert.ThrowsAsync<CommandException>(() => postgres.Import(shop.File));

        Assert.Matches(@"\d+ rows in orders, .*\d+ rows in users", refused.Message);
    }

    /// <summary>Where Orleans' providers keep them, grain states and reminders are not seen by an export: better none than one without them.</summary>
    [PostgresFact]
    public async Task Export_OfAClustersDatabase_IsRefused()
    {
        using var shop = await ExportedShop.Make(_random, withNul: false);
        using var postgres = new PostgresShop();
        await postgres.Import(shop.File);
        await postgres.Export(There + ".before");
        await postgres.Execute("CREATE TABLE public.orleansstorage (n INTEGER)");
        await postgres.Export(There + ".empty");
        await postgres.Execute("INSERT INTO public.orleansstorage VALUES (1)");

        var refused = await Assert.ThrowsAsync<CommandException>(() => postgres.Export(There));

        Assert.Contains("A cluster works on this database", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(There));
    }

    [PostgresFact]
    public async Task Import_OfALivingShop_GoesOnThereAndBackHere()
    {
        using var data = new TempDirectory();
        string[] seen;
        await using (var shop = await LivingShop.Start(data.Path))
        {
            await shop.Live();
            seen = [.. await shop.Seen()];
        }

        using var postgres = new PostgresShop();
        var here = Path.Combine(_files.Path, "here.ndjson");
        await CommandLineTests.Run($"export {here} --data-directory {data.Path}");
        await postgres.Import(here);
        Assert.Equal(0, postgres.Read(Findings));

        await using (var shop = await LivingShop.Start(SettingsOf(postgres)))
        {
            Assert.Equal(seen, await shop.Seen());
            await shop.GoOn("on PostgreSQL");
            seen = [.. await shop.Seen()];
        }

        Assert.Equal(0, postgres.Read(Findings));
        if (EngineSetup.HasClusters)
        {
            // A shop on Microsoft Orleans and PostgreSQL is a cluster, and there is no way back from it.
            Assert.Contains("A cluster works on", (await Assert.ThrowsAsync<CommandException>(() => postgres.Export(There))).Message, StringComparison.Ordinal);
            return;
        }

        await postgres.Export(There);
        var (code, _, error) = await CommandLineTests.Run($"import {There} --data-directory {_back.Path}");
        Assert.True(code == ExitCodes.Done, error);
        await using (var shop = await LivingShop.Start(_back.Path))
        {
            Assert.Equal(seen, await shop.Seen());
            await shop.GoOn("back again");
        }
    }

    private static (string Key, string? Value)[] SettingsOf(PostgresShop shop) =>
        [.. TestDatabaseChoice.SettingsFor(shop.ConnectionString).Select(s => (s.Key, s.Value))];

    private static long Findings(Connection connection) => AuditVerification.Run(connection, _ => { }, _ => { }, CancellationToken.None).Findings;
}

using System.Text;
using Orders.Testing;
using Xunit;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>
/// The statements of Microsoft.Orleans.Persistence.AdoNet, with the parameters that it binds. What it takes for a conflict: the version that
/// it gave comes back, or none.
/// </summary>
[Trait("Database", "Postgres")]
public sealed class StorageQueryTests : IAsyncLifetime
{
    private OrleansDatabase? _created;

    private OrleansDatabase Database => _created!;

    public async Task InitializeAsync() => _created = PostgresServer.IsInstalled ? await OrleansDatabase.Create() : null;

    public Task DisposeAsync()
    {
        _created?.Dispose();
        return Task.CompletedTask;
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("buyer's key")]
    public async Task Write_NewThenAgain_IsReadBackWithGrowingVersions(string? extension)
    {
        Assert.Equal(1, await Write("one", null, extension));
        Assert.Equal(2, await Write("two", 1, extension));
        Assert.Equal(("two", 2), await Read(extension));
    }

    [PostgresFact]
    public async Task Write_WithoutAVersionOverAnothers_IsAConflictAndOverwritesNothing()
    {
        await Write("one", null);
        Assert.Null(await Write("two", null));
        Assert.Equal(("one", 1), await Read());
    }

    [PostgresTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Write_AtAnotherVersion_GivesItBackAndOverwritesNothing(int version)
    {
        await Write("one", null);
        await Write("two", 1);
        Assert.Equal(version, await Write("three", version));
        Assert.Equal(("two", 2), await Read());
    }

    // Catches: two activations of one grain that both write their first state.
    [PostgresFact]
    public async Task Write_ManyFirstOnesAtOnce_OneIsKept()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Write($"state {i}", null)));
        var kept = Array.FindIndex(versions, v => v is not null);
        Assert.Equal(15, versions.Count(v => v is null));
        Assert.Equal(($"state {kept}", 1), await Read());
    }

    [PostgresFact]
    public async Task Clear_ThenWriteOnWithItsVersion_GoesOn()
    {
        await Write("one", null);
        Assert.Equal(2, await Clear(1));
        Assert.Null(await Read());
        Assert.Equal(3, await Write("two", 2));
    }

    // Catches: a record that was cleared, that nobody can write any more because it is there, or that an old version fits.
    [PostgresFact]
    public async Task Clear_ThenWriteByOneThatFindsNothing_GoesOnWithoutEverFittingAnOldVersion()
    {
        await Write("one", null);
        await Clear(1);
        Assert.Equal(3, await Write("two", null));
        Assert.Null(await Write("three", null));
        Assert.Equal(1, await Write("old", 1));
        Assert.Equal(("two", 3), await Read());
    }

    [PostgresFact]
    public async Task Clear_AtAnotherVersion_GivesNothingAndClearsNothing()
    {
        await Write("one", null);
        await Write("two", 1);
        Assert.Null(await Clear(1));
        Assert.Equal(("two", 2), await Read());
    }

    [PostgresFact]
    public async Task Write_StatesThatDifferInOnePartOfTheKey_AreKeptApart()
    {
        await Write("number", null);
        await Write("number with a key", null, "x");
        await Write("other state", null, name: "other.state");
        Assert.Equal("number", (await Read())!.Value.Payload);
        Assert.Equal("number with a key", (await Read("x"))!.Value.Payload);
        Assert.Equal("other state", (await Read(name: "other.state"))!.Value.Payload);
    }

    private static Parameter[] Key(string? extension, string name) =>
    [
        Parameter.Int("GrainIdHash", -17), Parameter.Long("GrainIdN0", 0), Parameter.Long("GrainIdN1", 42), Parameter.Int("GrainTypeHash", 23),
        Parameter.Text("GrainTypeString", name), Parameter.Text("GrainIdExtensionString", extension), Parameter.Text("ServiceId", "shop"),
    ];

    private async Task<int?> Write(string payload, int? version, string? extension = null, string name = "grain.state") =>
        (int?)await Database.Ask("WriteToStorageKey",
            [.. Key(extension, name), Parameter.Int("GrainStateVersion", version), Parameter.Bytes("PayloadBinary", Encoding.UTF8.GetBytes(payload))]);

    private async Task<int?> Clear(int version) =>
        (int?)await Database.Ask("ClearStorageKey", [.. Key(null, "grain.state"), Parameter.Int("GrainStateVersion", version)]);

    private async Task<(string Payload, int Version)?> Read(string? extension = null, string name = "grain.state") =>
        (await Database.Rows("ReadFromStorageKey", Key(extension, name))).SingleOrDefault() is { } row
            ? (Encoding.UTF8.GetString((byte[])row["PayloadBinary"]!), (int)row["Version"]!)
            : null;
}

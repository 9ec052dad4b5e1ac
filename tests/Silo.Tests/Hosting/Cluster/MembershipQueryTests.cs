using Orders.Testing;
using Xunit;

namespace Orders.Tests.Hosting.Cluster;

/// <summary>Who is in the cluster: the statements of Microsoft.Orleans.Clustering.AdoNet, with the parameters that it binds.</summary>
[Trait("Database", "Postgres")]
public sealed class MembershipQueryTests : IAsyncLifetime
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly DateTime Start = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Parameter Cluster = Parameter.Text("DeploymentId", "shop");

    private OrleansDatabase? _created;

    private OrleansDatabase Database => _created!;

    public async Task InitializeAsync()
    {
        if (!PostgresServer.IsInstalled) return;
        _created = await OrleansDatabase.Create();
        await Database.Ask("InsertMembershipVersionKey", Cluster);
    }

    public Task DisposeAsync()
    {
        _created?.Dispose();
        return Task.CompletedTask;
    }

    [PostgresFact]
    public async Task InsertMembershipVersion_ByManyAtOnce_IsTrueForOne()
    {
        var other = Parameter.Text("DeploymentId", "other");
        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Database.Ask("InsertMembershipVersionKey", other)));
        Assert.Single(first, done => Convert.ToBoolean(done));
    }

    [PostgresFact]
    public async Task ReadAll_NoMembers_GivesTheVersionAlone()
    {
        var row = Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster));
        Assert.Equal(0, row["Version"]);
        Assert.Null(row["StartTime"]);
    }

    [PostgresFact]
    public async Task Insert_AtTheVersionRead_IsReadBackAndTurnsTheVersion()
    {
        Assert.True(await Insert(1, version: 0));
        var row = Assert.Single(await Database.Rows("MembershipReadRowKey", [Cluster, .. Address(1)]));
        Assert.Equal(
            ("10.0.0.1", 11111, 1, "Silo_1", "host", Active, 30000, null, Start, Start, 1),
            ((string)row["Address"]!, (int)row["Port"]!, (int)row["Generation"]!, (string)row["SiloName"]!, (string)row["HostName"]!,
             (int)row["Status"]!, (int)row["ProxyPort"]!, (string?)row["SuspectTimes"], (DateTime)row["StartTime"]!,
             (DateTime)row["IAmAliveTime"]!, (int)row["Version"]!));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)row["StartTime"]!).Kind);
    }

    [PostgresFact]
    public async Task ReadRow_OfNobody_GivesTheVersionAlone()
    {
        await Insert(1, version: 0);
        var row = Assert.Single(await Database.Rows("MembershipReadRowKey", [Cluster, .. Address(2)]));
        Assert.Equal((1, null), ((int)row["Version"]!, row["StartTime"]));
    }

    [PostgresTheory]
    [InlineData(2, 0)]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public async Task Insert_AtAnotherVersionOrASecondTime_ChangesNothing(int silo, int version)
    {
        await Insert(1, version: 0);
        Assert.False(await Insert(silo, version));
        Assert.Equal(1, Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster))["Version"]);
    }

    // Catches: a version that is compared before the other's change is known.
    [PostgresFact]
    public async Task Insert_ManySilosAtTheSameVersion_OneGetsIn()
    {
        var done = await Task.WhenAll(Enumerable.Range(1, 16).Select(silo => Insert(silo, version: 0)));
        Assert.Single(done, true);
        Assert.Equal(1, Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster))["Version"]);
    }

    [PostgresFact]
    public async Task InsertAndUpdate_ManySilosThatTryAgain_AllGetInAndEveryChangeTurnsTheVersionByOne()
    {
        const int Silos = 8;
        await Task.WhenAll(Enumerable.Range(1, Silos).Select(async silo =>
        {
            while (!await Insert(silo, await Version()))
            {
            }

            while (!await Update(silo, Dead, await Version(), suspects: null, Start))
            {
            }
        }));
        var rows = await Database.Rows("MembershipReadAllKey", Cluster);
        Assert.Equal(Silos, rows.Count);
        Assert.All(rows, row => Assert.Equal((Dead, 2 * Silos), ((int)row["Status"]!, (int)row["Version"]!)));
    }

    [PostgresFact]
    public async Task Update_OfNobodyOrAtAnotherVersion_ChangesNothing()
    {
        await Insert(1, version: 0);
        Assert.False(await Update(2, Dead, version: 1, null, Start));
        Assert.False(await Update(1, Dead, version: 0, null, Start));
        var row = Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster));
        Assert.Equal((Active, 1), ((int)row["Status"]!, (int)row["Version"]!));
    }

    [PostgresFact]
    public async Task Update_WithSuspicions_KeepsThemAndTheLaterSignOfLife()
    {
        await Insert(1, version: 0);
        await Alive(1, Start.AddMinutes(5));
        Assert.True(await Update(1, Dead, version: 1, "10.0.0.2:11111@2,2026-11-22 12:04:00.000 GMT", Start.AddMinutes(1)));
        var row = Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster));
        Assert.Equal(("10.0.0.2:11111@2,2026-11-22 12:04:00.000 GMT", Start.AddMinutes(5), 2), (row["SuspectTimes"], row["IAmAliveTime"], row["Version"]));
    }

    [PostgresFact]
    public async Task UpdateIAmAlive_Later_MovesTheTimeAndNotTheVersion()
    {
        await Insert(1, version: 0);
        await Alive(1, Start.AddMinutes(5));
        await Alive(1, Start.AddMinutes(2));
        var row = Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster));
        Assert.Equal((Start.AddMinutes(5), 1), (row["IAmAliveTime"], row["Version"]));
    }

    [PostgresFact]
    public async Task Gateways_SilosOfAllKinds_AreTheActiveOnesThatListenForClients()
    {
        await Insert(1, version: 0);
        await Insert(2, version: 1, proxyPort: 0);
        await Insert(3, version: 2);
        await Update(3, Dead, version: 3, null, Start);
        var row = Assert.Single(await Database.Rows("GatewaysQueryKey", Cluster, Parameter.Int("Status", Active)));
        Assert.Equal(("10.0.0.1", 30000, 1), (row["Address"], row["ProxyPort"], row["Generation"]));
    }

    [PostgresFact]
    public async Task CleanupDefunctEntries_OldAndNewAndLiving_ForgetsTheOldDeadOnes()
    {
        await Insert(1, version: 0);
        await Insert(2, version: 1);
        await Insert(3, version: 2);
        await Update(1, Dead, version: 3, null, Start);
        await Update(2, Dead, version: 4, null, Start.AddDays(8));
        await Database.Rows("CleanupDefunctSiloEntriesKey", Cluster, Parameter.Time("IAmAliveTime", Start.AddDays(1)));
        Assert.Equal(["10.0.0.2", "10.0.0.3"], (await Database.Rows("MembershipReadAllKey", Cluster)).Select(r => r["Address"]).Order());
    }

    [PostgresTheory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task CleanupDefunctEntry_AsItWasReadOrNot_ForgetsItOnlyThen(int minutesOff, bool forgotten)
    {
        await Insert(1, version: 0);
        await Update(1, Dead, version: 1, null, Start);
        await Database.Rows("CleanupDefunctSiloEntryKey",
        [
            Cluster, .. Address(1), Parameter.Text("SuspectTimes", null), Parameter.Time("StartTime", Start),
            Parameter.Time("IAmAliveTime", Start.AddMinutes(minutesOff)),
        ]);
        Assert.Equal(forgotten, Assert.Single(await Database.Rows("MembershipReadAllKey", Cluster))["StartTime"] is null);
    }

    [PostgresFact]
    public async Task DeleteMembershipTableEntries_OfOneCluster_LeavesTheOthers()
    {
        var other = Parameter.Text("DeploymentId", "other");
        await Database.Ask("InsertMembershipVersionKey", other);
        await Insert(1, version: 0);
        await Database.Rows("DeleteMembershipTableEntriesKey", Cluster);
        Assert.Empty(await Database.Rows("MembershipReadAllKey", Cluster));
        Assert.Single(await Database.Rows("MembershipReadAllKey", other));
    }

    private static Parameter[] Address(int silo) =>
        [Parameter.Ansi("Address", $"10.0.0.{silo}"), Parameter.Int("Port", 11111), Parameter.Int("Generation", silo)];

    private async Task<bool> Insert(int silo, int version, int proxyPort = 30000) => Convert.ToBoolean(await Database.Ask("InsertMembershipKey",
    [
        Cluster, Parameter.Time("IAmAliveTime", Start), Parameter.Text("SiloName", $"Silo_{silo}"), Parameter.Text("HostName", "host"),
        .. Address(silo), Parameter.Time("StartTime", Start), Parameter.Int("Status", Active), Parameter.Int("ProxyPort", proxyPort),
        Parameter.Int("Version", version),
    ]));

    private async Task<bool> Update(int silo, int status, int version, string? suspects, DateTime alive) =>
        Convert.ToBoolean(await Database.Ask("UpdateMembershipKey",
        [
            Cluster, .. Address(silo), Parameter.Time("IAmAliveTime", alive), Parameter.Int("Status", status),
            Parameter.Text("SuspectTimes", suspects), Parameter.Int("Version", version),
        ]));

    private Task Alive(int silo, DateTime at) =>
        Database.Rows("UpdateIAmAlivetimeKey", [Cluster, .. Address(silo), Parameter.Time("IAmAliveTime", at)]);

    private async Task<int> Version() => (int)(await Database.Rows("MembershipReadAllKey", Cluster))[0]["Version"]!;
}

using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Processes;
using Xunit;

namespace Orders.Tests.Storage;

/// <summary>Row 37 of what the embedded engine honours: one process per database, the second one stops with an error that names the first.</summary>
public sealed class ProcessLockTests
{
    [Fact]
    public async Task Row37_SecondProcess_IsRefusedWithTheFirstOnesName()
    {
        using var directory = new TempDirectory();
        TestDatabase.PostgresOf(directory.Path); // whoever makes it must outlive the others
        using var first = ChildProcess.Start("hold-lock", directory.Path);
        Assert.Equal("open", await first.ReadLine());

        var error = Refusal(directory.Path);

        Assert.Contains($"process {first.Id} on {Environment.MachineName}", error.Message);
        if (!TestDatabaseChoice.IsPostgres) Assert.Contains(directory.Path, error.Message);
        Assert.Matches(@"(running|connected) since \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", error.Message);
    }

    // Catches: on PostgreSQL, a holder that has another database of the same server.
    [Fact]
    public async Task Row37_SeveralDatabases_EachRefusalNamesItsOwnHolder()
    {
        using var theirs = new TempDirectory();
        using var ours = new TempDirectory();
        TestDatabase.PostgresOf(theirs.Path); // whoever makes it must outlive the others
        using var child = ChildProcess.Start("hold-lock", theirs.Path);
        Assert.Equal("open", await child.ReadLine());
        await using var held = TestDatabase.Open(ours.Path);

        Assert.Contains($"process {child.Id}", Refusal(theirs.Path).Message);
        Assert.Contains($"process {Environment.ProcessId}", Refusal(ours.Path).Message);
    }

    [Fact]
    public async Task Row37_FirstProcessKilled_TheNextOneOpensAtOnce()
    {
        using var directory = new TempDirectory();
        TestDatabase.PostgresOf(directory.Path); // whoever makes it must outlive the others
        using var first = ChildProcess.Start("hold-lock", directory.Path);
        Assert.Equal("open", await first.ReadLine());
        first.Kill();
        await first.WaitForExit();

        await using var db = TestDatabase.Open(directory.Path);
        await db.Orders.Append(SampleOrders.Place(SampleOrders.Id(1)));
    }

    [Fact]
    public async Task Row37_FirstProcessEnded_TheNextOneOpensAtOnce()
    {
        using var directory = new TempDirectory();
        TestDatabase.PostgresOf(directory.Path); // whoever makes it must outlive the others
        using var first = ChildProcess.Start("hold-lock", directory.Path);
        Assert.Equal("open", await first.ReadLine());
        await first.WriteLine("end");
        Assert.Equal(0, await first.WaitForExit());

        await using var db = TestDatabase.Open(directory.Path);
    }

    [Fact]
    public async Task Row37_SecondInTheSameProcess_IsRefusedToo()
    {
        using var directory = new TempDirectory();
        await using var first = TestDatabase.Open(directory.Path);
        var error = Refusal(directory.Path);
        Assert.Contains($"process {Environment.ProcessId}", error.Message);
    }

    [Fact]
    public async Task Row37_AnotherDirectory_IsFree()
    {
        await using var first = TestDatabase.Open();
        await using var second = TestDatabase.Open();
    }

    [Fact]
    public void Row37_OwnerUnreadable_StillRefuses()
    {
        using var directory = new TempDirectory();
        using var first = ProcessLock.Acquire(directory.Path);
        File.WriteAllText(Path.Combine(directory.Path, "orders.lock.owner"), "{");
        var error = Assert.Throws<DataDirectoryInUseException>(() => ProcessLock.Acquire(directory.Path));
        Assert.Contains("another process", error.Message);
    }

    private static Exception Refusal(string directory) => TestDatabaseChoice.IsPostgres
        ? Assert.Throws<DatabaseInUseException>(() => TestDatabase.Open(directory))
        : Assert.Throws<DataDirectoryInUseException>(() => TestDatabase.Open(directory));
}

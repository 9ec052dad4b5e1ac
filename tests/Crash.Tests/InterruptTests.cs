using Xunit;

namespace Orders.Tests.Crash;

/// <summary>Ctrl-C, as the terminal sends it, and a password that comes through the standard input.</summary>
public sealed class InterruptTests : IDisposable
{
    private const int Interrupted = 130;

    private readonly DataFolder _folder = new();
    private readonly DataFolder _files = new();

    public void Dispose()
    {
        _folder.Dispose();
        _files.Dispose();
    }

    [Fact]
    public async Task Import_Interrupted_StopsCleanlyAndGoesOnLater()
    {
        SyntheticOlist.Write(_files.Path, 3000, new Random(1));
        using var child = ChildSilo.Start(_folder.Database, "import", "--format", "olist", "--path", _files.Path, "--in-flight", "4", "--acks");
        await child.InterruptAfter(100);
        var (code, output, errors) = await child.Finish();

        Assert.True(code == Interrupted, $"Exit code {code}: {errors}{output}");
        Assert.Contains("Stopped. What is listed as imported is stored; run it again to go on.", output, StringComparison.Ordinal);
        Assert.Contains("Counted again", output, StringComparison.Ordinal);
        var stored = DatabaseAssert.Sound(_folder.Database);
        Assert.InRange(stored.Rows.Count, 100, 2800);

        using var again = ChildSilo.Start(_folder.Database, "import", "--format", "olist", "--path", _files.Path);
        Assert.Equal(0, (await again.Finish()).ExitCode);
    }

    [Fact]
    public async Task Silo_Interrupted_EndsWithoutAnError()
    {
        using var child = ChildSilo.Start(_folder.Database);
        await child.InterruptWhenStarted();
        var (code, _, errors) = await child.Finish();

        Assert.True(code == 0, $"Exit code {code}: {errors}");
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_PasswordThroughStandardInput_IsTakenAndNotShown()
    {
        using var child = ChildSilo.Start(_folder.Database, "user", "add", "--role", "admin", "--email", "a@example.org");
        await child.Write("Long-enough-1");
        var (code, output, errors) = await child.Finish();

        Assert.True(code == 0, errors);
        Assert.Contains("Added a@example.org, admin", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Long-enough-1", output + errors, StringComparison.Ordinal);
    }
}

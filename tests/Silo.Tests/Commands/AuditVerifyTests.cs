using Orders.Commands;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

public sealed class AuditVerifyTests : IDisposable
{
    private readonly TempDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Verify_GeneratedOrders_AreIntactAndCounted()
    {
        await Run("generate --orders 30 --in-flight 8 --seed 11");
        var (code, output, error) = await Run("audit verify");

        Assert.Equal((ExitCodes.Done, ""), (code, error));
        Assert.Matches(@"\d+ rows of 30 orders and \d+ other subjects", output);
        Assert.Contains("The audit log is intact.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_DoctoredRow_IsNamedAndTheExitCodeSaysSo()
    {
        await Run("generate --orders 3 --in-flight 1 --seed 11");
        string? order;
        using (var vandal = TestDatabase.Bare(_data.Path))
        {
            vandal.Execute("UPDATE order_events SET payload = replace(payload, '\"type\"', ' \"type\"') WHERE position = 2");
            order = AuditSubjects.OfOrder(new OrderId(vandal.ScalarInt64("SELECT order_id FROM order_events WHERE position = 2")));
        }

        var (code, output, _) = await Run("audit verify");
        Assert.Equal(ExitCodes.AuditBroken, code);
        Assert.Matches($@"{order} event \d, position 2: edited", output);
        Assert.Contains("NOT intact: 1 findings", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LastCheckpointsTimeEdited_IsReportedAndNothingThrows()
    {
        await Run("generate --orders 3 --in-flight 1 --seed 11");
        using (var vandal = TestDatabase.Bare(_data.Path))
            vandal.Execute("DELETE FROM audit_checkpoints; INSERT INTO audit_checkpoints VALUES (1, 9223372036854775807, 1, 1, x'', x'')");
        var (code, output, error) = await Run("audit verify");
        Assert.Equal((ExitCodes.AuditBroken, ""), (code, error));
        Assert.Contains("checkpoint 1: edited", output, StringComparison.Ordinal);
        Assert.Contains("no time that there is", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ShopRunning_ChecksWhatIsThere()
    {
        await using var shop = await SiloSession.Start(_data.Path, CancellationToken.None);
        await new OrderGenerator(shop.Grains, shop.Time, 7, acknowledgements: null).Make(1);
        var (code, output, error) = await Run("audit verify");
        Assert.Equal((ExitCodes.Done, ""), (code, error));
        Assert.Contains(" rows of 1 orders", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_NoDatabase_IsRefusedAndNoneIsMade()
    {
        var (code, _, error) = await Run("audit verify");
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("There is no database", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task Verify_DatabaseOfAnEarlierProgram_IsRefused()
    {
        await Run("generate --orders 1 --in-flight 1");
        using (var earlier = TestDatabase.Bare(_data.Path))
            earlier.Execute("DELETE FROM schema_version WHERE version > 5");
        var (code, _, error) = await Run("audit verify");
        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("earlier version", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(string line) => CommandLineTests.Run($"{line} --data-directory {_data.Path}");
}

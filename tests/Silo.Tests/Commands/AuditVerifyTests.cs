using Orders.Commands;
using Orders.Storage;
using Orders.Testing;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

[Collection(CommandsAlone.Name)]
public sealed class AuditVerifyTests : IDisposable
{
    private readonly CommandShop _shop = new();

    public void Dispose() => _shop.Dispose();

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
        using (var vandal = _shop.Bare())
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
        using (var vandal = _shop.Bare())
            vandal.Execute("DELETE FROM audit_checkpoints; INSERT INTO audit_checkpoints VALUES (1, 9223372036854775807, 1, 1, "
                + (TestDatabaseChoice.IsPostgres ? "'', '')" : "x'', x'')"));
        var (code, output, error) = await Run("audit verify");
        Assert.Equal((ExitCodes.AuditBroken, ""), (code, error));
        Assert.Contains("checkpoint 1: edited", output, StringComparison.Ordinal);
        Assert.Contains("no time that there is", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ShopRunning_IsReadAsOfOneMoment()
    {
        await using var shop = await SiloSession.Start(_shop.Files, CancellationToken.None);
        var generator = new OrderGenerator(shop.Grains, shop.Time, 7, acknowledgements: null);
        using var stop = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            for (var n = 0; !stop.IsCancellationRequested; n++) await generator.Make(n);
        });
        for (var time = 0; time < 3; time++)
        {
            var (code, output, error) = await Run("audit verify");
            Assert.True(code == ExitCodes.Done, output + error);
        }

        await stop.CancelAsync();
        await load;
    }

    [Fact]
    public async Task Verify_NoDatabase_IsRefusedAndNoneIsMade()
    {
        var (code, _, error) = await Run("audit verify");
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("There is no", error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_shop.Files));
    }

    [Fact]
    public async Task Verify_DatabaseOfAnEarlierProgram_IsRefused()
    {
        await Run("generate --orders 1 --in-flight 1");
        using (var earlier = _shop.Bare())
            earlier.Execute("DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)");
        var (code, _, error) = await Run("audit verify");
        Assert.Equal(ExitCodes.CannotStart, code);
        Assert.Contains("earlier version", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> Run(string line) => _shop.Run(line);
}

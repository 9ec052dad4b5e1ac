using System.Collections.Concurrent;
using Orders.Commands;
using Xunit;

namespace Orders.Tests.Commands;

public sealed class ImporterTests : IDisposable
{
    private const int InFlight = 8;

    private readonly OlistFolder _folder = new();
    private readonly RememberingTarget _target = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_EveryKindOfRow_IsAccountedFor()
    {
        _folder.Orders(
            "o1,c1,delivered,2017-01-01 00:00:00,2017-01-02 00:00:00,2017-01-03 00:00:00,2017-01-04 00:00:00",
            "o2,c1,created,2017-01-01 00:00:00,,,",
            "o3,c1,processing,2017-01-01 00:00:00,2017-01-02 00:00:00,,",
            "broken",
            "o2,c1,created,2017-01-01 00:00:00,,,");
        _folder.Items("o1,p1,s1,1.00,0.50", "o1,p1,s2,1.00,0.50", "o3,p1,s1,2,0");

        var summary = await Run();

        Assert.Equal((5, 2, 0), (summary.RowsRead, summary.RowsImported, summary.RowsAlreadyThere));
        Assert.Equal(
            [
                "olist_orders_dataset.csv:3: no items",
                "olist_orders_dataset.csv:5: the line cannot be read (1 columns where the heading has 7)",
                "olist_orders_dataset.csv:6: the order stands in the file already (line 3)",
            ],
            summary.Refusals.Select(r => r.ToString()));
        Assert.Equal([(OrderStatus.Preparing, 1), (OrderStatus.Closed, 2)], summary.OrdersImported.Select(e => (e.Key, e.Value)));
        Assert.Equal(["o1/s1", "o1/s2", "o3/s1"], _target.Stored.Order());
    }

    [Fact]
    public async Task Run_SecondTime_FindsEverythingThere()
    {
        _folder.Orders("o1,c1,created,2017-01-01 00:00:00,,,", "o2,c1,created,2017-01-01 00:00:00,,,");
        _folder.Items("o1,p1,s1,1.00,0.50", "o2,p1,s1,1.00,0.50", "o2,p1,s2,1.00,0.50");
        await Run();
        _target.Forget("o2/s2");

        var summary = await Run();

        Assert.Equal((2, 1, 1), (summary.RowsRead, summary.RowsImported, summary.RowsAlreadyThere));
        Assert.Equal((1, 2), (summary.TotalImported, summary.OrdersAlreadyThere));
    }

    [Fact]
    public async Task Run_TargetRefuses_RowIsRefusedWithItsReason()
    {
        _folder.Orders("o1,c1,created,2017-01-01 00:00:00,,,");
        _folder.Items("o1,p1,s1,1.00,0.50", "o1,p1,s2,1.00,0.50");
        _target.Refused = "o1/s2";

        var summary = await Run();

        Assert.Equal("olist_orders_dataset.csv:2: because (o1/s2)", Assert.Single(summary.Refusals).ToString());
        Assert.Equal((1, 0, 1), (summary.RowsRead, summary.RowsImported, summary.TotalImported));
    }

    [Fact]
    public async Task Run_BrokenLinesOfOtherFiles_AreListedAndRefuseTheirOrders()
    {
        _folder.Orders("o1,c1,created,2017-01-01 00:00:00,,,");
        _folder.Items("o1,p1,s1,1.00,0.50", "o1,p1");

        var summary = await Run();

        Assert.Equal("olist_order_items_dataset.csv:3: the line cannot be read (2 columns where the heading has 5)",
            Assert.Single(summary.Refusals).ToString());
        Assert.Equal(summary.Refusals.AsEnumerable(), summary.BrokenLines);
    }

    [Fact]
    public async Task Run_Stopped_FinishesWhatItBeganAndCountsIt()
    {
        _folder.Orders([.. Enumerable.Range(0, 100).Select(i => $"o{i},c1,created,2017-01-01 00:00:00,,,")]);
        _folder.Items([.. Enumerable.Range(0, 100).Select(i => $"o{i},p1,s1,1.00,0.50")]);
        using var stop = new CancellationTokenSource();
        _target.OnStored = () => { if (_target.Stored.Count >= 10) stop.Cancel(); };

        var summary = await Run(stop.Token);

        Assert.InRange(summary.RowsRead, 10, 10 + InFlight);
        Assert.Equal(summary.RowsRead, summary.RowsImported);
        Assert.Equal(summary.RowsRead, _target.Stored.Count);
    }

    [Fact]
    public async Task Run_TargetFails_EndsTheImportAndKeepsTheAccounts()
    {
        _folder.Orders("o1,c1,created,2017-01-01 00:00:00,,,", "o2,c1,created,2017-01-01 00:00:00,,,");
        _folder.Items("o1,p1,s1,1.00,0.50", "o2,p1,s1,1.00,0.50");
        _target.Failing = "o2/s1";
        var reader = new OlistReader(_folder.Path);
        var data = reader.ReadData(CancellationToken.None);
        var importer = new Importer(reader, _target, 1);

        await Assert.ThrowsAsync<IOException>(() => importer.Run(data, () => { }, CancellationToken.None));

        Assert.Equal((1, 1), (importer.Close(data, ImportEnd.Failed).RowsRead, importer.Close(data, ImportEnd.Failed).RowsImported));
    }

    [Theory]
    [InlineData(OlistFiles.Orders)]
    [InlineData(OlistFiles.Items)]
    [InlineData(OlistFiles.Customers)]
    [InlineData(OlistFiles.Sellers)]
    [InlineData(OlistFiles.Products)]
    [InlineData(OlistFiles.Payments)]
    public async Task Run_MissingFile_IsNamed(string file)
    {
        File.Delete(Path.Combine(_folder.Path, file));
        var error = await Assert.ThrowsAsync<ImportFilesException>(() => Run());
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private async Task<ImportSummary> Run(CancellationToken stop = default)
    {
        var reader = new OlistReader(_folder.Path);
        var data = reader.ReadData(CancellationToken.None);
        var importer = new Importer(reader, _target, InFlight);
        await importer.Run(data, () => { }, stop);
        return importer.Close(data, ImportEnd.Done);
    }

    private sealed class RememberingTarget : IImportTarget
    {
        private readonly ConcurrentDictionary<string, bool> _stored = new();

        public ICollection<string> Stored => _stored.Keys;
        public string? Refused { get; set; }
        public string? Failing { get; set; }
        public Action OnStored { get; set; } = () => { };

        public void Forget(string reference) => _stored.TryRemove(reference, out _);

        public Task<ImportAnswer> Import(OlistDraft draft)
        {
            if (draft.Reference == Failing) throw new IOException("The disk is full.");
            if (draft.Reference == Refused) return Task.FromResult(new ImportAnswer(ImportResult.Refused, "because"));
            var isNew = _stored.TryAdd(draft.Reference, true);
            OnStored();
            return Task.FromResult(new ImportAnswer(isNew ? ImportResult.Imported : ImportResult.AlreadyThere));
        }
    }
}

using Orders.Storage;

namespace Orders.Commands;

/// <summary>One run of <c>export</c>, from the options to the exit code. Needs no silo: it only reads.</summary>
public static class ExportRun
{
    private const string StandardOutput = "-";

    /// <param name="output">For people: the export itself may be what goes to the standard output.</param>
    public static Task<int> Run(ExportOptions options, TextWriter output, CancellationToken stop) =>
        Run(options, () => TransferDatabase.OpenSource(SiloSession.OptionsOf(options.DataDirectory)), output, stop);

    internal static async Task<int> Run(ExportOptions options, Func<ITransferSource> open, TextWriter output, CancellationToken stop)
    {
        var summary = new TransferSummary();
        using var source = open();
        ExportContent content;
        if (options.File == StandardOutput)
        {
            await using var stream = new BufferedStream(Console.OpenStandardOutput(), 1 << 20);
            content = await Export(source, stream, output, stop);
        }
        else
        {
            using var file = new ExportFile(options.File, options.Force);
            content = await Export(source, file.Output, output, stop);
            file.Keep();
        }

        await output.WriteLineAsync($"Exported {summary.Of(content.Rows)}");
        await output.WriteLineAsync($"Content: {content.Sha256}");
        return ExitCodes.Done;
    }

    private static async Task<ExportContent> Export(ITransferSource source, Stream stream, TextWriter output, CancellationToken stop)
    {
        var header = new ExportHeader(
            ExportHeader.FormatName, ExportHeader.CurrentVersion, TransferTables.Version, Guid.NewGuid().ToString(), source.Provider,
            TimeProvider.System.GetUtcNow(), [.. TransferTables.All.Select(table => new ExportedTable(table.Name, source.Count(table)))]);
        using var writer = new ExportWriter(stream);
        ExportContent? content = null;
        await RowProgress.Show(output, "Exporting", header.Rows, progress =>
            Task.Run(() => content = writer.Write(source, header, progress, stop), stop));
        return content!;
    }
}

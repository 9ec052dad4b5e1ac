namespace Orders.Commands;

/// <summary>One run of <c>import</c>, from the options to the exit code.</summary>
public static class ImportRun
{
    public static async Task<int> Run(ImportOptions options, TextWriter output, CancellationToken stop)
    {
        try
        {
            var reader = new OlistReader(options.Path);
            var data = reader.ReadData(stop);
            var summary = options.DryRun
                ? await Import(reader, data, new DryRunTarget(), options, output, stop)
                : await ImportThroughGrains(reader, data, options, output, stop);
            return summary.End == ImportEnd.Stopped ? ExitCodes.Interrupted
                : options.Strict && !summary.Refusals.IsEmpty ? ExitCodes.RowsRefused
                : ExitCodes.Done;
        }
        catch (ImportFilesException e)
        {
            throw new CommandException(ExitCodes.Usage, e.Message);
        }
    }

    private static async Task<ImportSummary> ImportThroughGrains(
        OlistReader reader, OlistData data, ImportOptions options, TextWriter output, CancellationToken stop)
    {
        await using var silo = await SiloSession.Start(options.DataDirectory, stop);
        var verification = await ImportVerification.Begin(silo);
        var target = new GrainImportTarget(silo.Grains, options.Acks ? new Acknowledgements(output) : null);
        var summary = await Import(reader, data, target, options, output, stop);
        await verification.End(summary, output);
        return summary;
    }

    private static async Task<ImportSummary> Import(
        OlistReader reader, OlistData data, IImportTarget target, ImportOptions options, TextWriter output, CancellationToken stop)
    {
        var importer = new Importer(reader, target, options.InFlight);
        var end = ImportEnd.Failed;
        try
        {
            var title = options.DryRun ? "Checking" : "Importing";
            await RowProgress.Show(output, title, reader.CountOrders(), done => importer.Run(data, done, stop));
            end = stop.IsCancellationRequested ? ImportEnd.Stopped : ImportEnd.Done;
        }
        finally
        {
            ImportReport.Write(output, importer.Close(data, end), options.DryRun);
        }

        return importer.Close(data, end);
    }
}

using System.Data.Common;
using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>
/// One run of <c>import FILE</c>, from the options to the exit code: looks whether the file is whole before anything is written, brings it
/// in, and compares what is stored with the file before calling it a shop. Needs no silo.
/// </summary>
public static class ImportFileRun
{
    public static Task<int> Run(ImportFileOptions options, TextWriter output, CancellationToken stop) =>
        Run(options, () => TransferDatabase.OpenTarget(SiloSession.OptionsOf(options.DataDirectory)), output, stop);

    /// <param name="open">Called once the file is known to be whole.</param>
    internal static async Task<int> Run(ImportFileOptions options, Func<ITransferTarget> open, TextWriter output, CancellationToken stop)
    {
        try
        {
            var (header, content) = await Inspect(options.File, output, stop);
            if (options.DryRun)
            {
                output.WriteLine(FormattableString.Invariant($"The file is whole: {content.Rows:N0} rows. Nothing was written."));
                output.WriteLine($"Content: {content.Sha256}");
                return ExitCodes.Done;
            }

            using var target = open();
            await Import(target, options.File, header, content, output, stop);
            return ExitCodes.Done;
        }
        catch (ExportFileException e)
        {
            throw new CommandException(ExitCodes.Usage, $"{options.File}, {e.Message}");
        }
        catch (ImportRefusedException e)
        {
            throw new CommandException(ExitCodes.Usage, e.Message);
        }
        catch (Exception e) when (e is DatabaseException or DbException)
        {
            throw Explain(e as DatabaseException ?? PostgresErrors.Translate(e));
        }
    }

    private static CommandException Explain(DatabaseException error) => error.Fault == DatabaseFault.Statement
        ? new CommandException(ExitCodes.Usage, $"A row cannot be stored: {error.Message}. No shop starts on the database; throw it away with 'import --discard'.")
        : new CommandException(ExitCodes.Failed, $"The database failed: {error.Message}. Once the cause is gone, the same command goes on from where this one was.");

    /// <summary><c>import --discard</c>.</summary>
    public static int Discard(string? dataDirectory, TextWriter output)
    {
        var options = SiloSession.OptionsOf(dataDirectory);
        if (!options.Database.IsPostgres && !File.Exists(options.PathOf(SqliteTransferFiles.Shop)))
            throw new CommandException(ExitCodes.Usage, $"There is no database: {options.PathOf(SqliteTransferFiles.Shop)}");
        using var target = TransferDatabase.OpenTarget(options);
        if (target.Discard() is not { } discarded)
            throw new CommandException(ExitCodes.Usage, "There is no unfinished import. Nothing was changed.");
        output.WriteLine($"Thrown away: the import of {discarded}. The database is empty again.");
        return ExitCodes.Done;
    }

    private static async Task<(ExportHeader Header, ExportContent Content)> Inspect(string path, TextWriter output, CancellationToken stop)
    {
        await using var stream = ImportFile.Open(path);
        using var reader = new ExportReader(stream);
        var header = ImportFile.Reading(reader, reader.ReadHeader);
        ExportContent? content = null;
        await RowProgress.Show(output, "Checking", header.Rows, progress => Task.Run(
            () => content = ImportFile.Reading(reader, () => reader.Read(header, new ExportInspection(progress), stop)), stop));
        return (header, content!);
    }

    private static async Task Import(
        ITransferTarget target, string path, ExportHeader header, ExportContent content, TextWriter output, CancellationToken stop)
    {
        var begun = target.Begin(new ImportOrigin(header.Id, path, StoredTime.Of(header.CreatedAt)));
        if (begun.IsResumed) output.WriteLine("The import was begun before: what is there already stays.");
        var summary = new TransferSummary();
        if (!begun.IsLoaded)
        {
            var skipped = await Load(target, begun, path, header, output, stop);
            output.WriteLine($"Imported {summary.Of(content.Rows - skipped)}");
            await Compare(target, content, output, stop);
        }

        target.Finish();
        output.WriteLine($"Content: {content.Sha256}, as in the file. The shop can be started.");
        output.WriteLine("Everybody signs in once more: the keys that protect sign-ins are not in an export.");
    }

    private static async Task<long> Load(
        ITransferTarget target, ImportProgress begun, string path, ExportHeader header, TextWriter output, CancellationToken stop)
    {
        var skipped = 0L;
        await using var stream = ImportFile.Open(path);
        using var reader = new ExportReader(stream);
        if (ImportFile.Reading(reader, reader.ReadHeader).Id != header.Id) throw new ExportFileException(0, "it was changed meanwhile.");
        await RowProgress.Show(output, "Importing", header.Rows, progress => Task.Run(
            () =>
            {
                var loader = new ImportLoader(target, begun, progress);
                ImportFile.Reading(reader, () => reader.Read(header, loader, stop));
                skipped = loader.Skipped;
            },
            stop));
        return skipped;
    }

    private static async Task Compare(ITransferTarget target, ExportContent content, TextWriter output, CancellationToken stop)
    {
        using var stored = target.Read();
        using var writer = new ExportWriter(Stream.Null);
        ExportContent? read = null;
        await RowProgress.Show(output, "Comparing", content.Rows, progress => Task.Run(
            () => read = writer.Write(stored, header: null, progress, stop), stop));
        if (read != content)
            throw new CommandException(ExitCodes.Failed, $"What is stored is not what the file says ({read!.Rows} rows, {read.Sha256}). No shop starts on it; throw it away with 'import --discard'.");
    }
}

public sealed record ImportFileOptions(string File, bool DryRun, string? DataDirectory);

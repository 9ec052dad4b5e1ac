using Orders.Hosting;
using Orders.Storage;

namespace Orders.Commands;

/// <summary>One run of <c>backup</c>, from the options to the exit code.</summary>
public static class BackupRun
{
    private const string Keys = "keys";

    public static async Task<int> Run(BackupOptions options, TextWriter output, CancellationToken stop)
    {
        var configuration = SiloSession.OptionsOf(options.DataDirectory);
        if (configuration.Database.IsPostgres)
            throw new CommandException(ExitCodes.Usage, "The shop is on PostgreSQL, which has better means: pg_dump, or continuous archiving. 'export' works there too.");
        var source = Path.GetFullPath(configuration.DataDirectory);
        using var folder = new BackupFolder(options.Directory);
        using (var backup = Begin(source))
        {
            await RowProgress.Show(output, "Copying", backup.Pages, progress =>
                Task.Run(() => backup.CopyTo(folder.Path, progress, stop), stop), "pages");
        }

        CopyKeys(Path.Combine(source, Keys), Path.Combine(folder.Path, Keys));
        output.WriteLine("Checking the copy.");
        foreach (var name in (string[])[SqliteTransferFiles.Shop, SqliteTransferFiles.Accounts])
        {
            var found = await Task.Run(() => SqliteBackup.Check(Path.Combine(folder.Path, name)), stop);
            if (found.Count > 0) throw new CommandException(ExitCodes.Failed, $"{name} is damaged, and so no back-up was made:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
        }

        var code = await CheckAudit(folder.Path, output, stop);
        folder.Keep();
        output.WriteLine($"Backed up to {options.Directory}.");
        return code;
    }

    /// <summary>An audit log that is broken is a reason to keep the copy, and to say so.</summary>
    private static Task<int> CheckAudit(string directory, TextWriter output, CancellationToken stop)
    {
        using var copy = SqliteConnection.Open(Path.Combine(directory, SqliteTransferFiles.Shop), readOnly: false);
        if (copy.ScalarInt64("SELECT max(version) FROM schema_version") == SchemaFiles.Sqlite.Count) return AuditVerify.Check(copy, output, stop);
        output.WriteLine("The audit log was not checked: the database is from another version of this program.");
        return Task.FromResult(ExitCodes.Done);
    }

    private static SqliteBackup Begin(string source)
    {
        try
        {
            var backup = new SqliteBackup(source);
            using var shop = SqliteDatabase.OpenReader(Path.Combine(source, SqliteTransferFiles.Shop));
            if (ImportMark.Find(shop) is not { } unfinished) return backup;
            backup.Dispose();
            throw ImportMark.Unfinished(unfinished.Origin);
        }
        catch (NoShopException e)
        {
            throw new CommandException(ExitCodes.Usage, e.Message);
        }
        catch (Exception e) when (StartFailure.InWords(e) is { } words)
        {
            throw new CommandException(ExitCodes.CannotStart, words);
        }
    }

    // They protect sign-ins; each file is written once, under a name of its own.
    private static void CopyKeys(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*.xml")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}

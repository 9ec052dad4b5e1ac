namespace Orders.Commands;

/// <summary>
/// The folder that a back-up is made in: under a temporary name until it is whole and checked. Only its owner may look into it: it holds
/// what the shop holds.
/// </summary>
internal sealed class BackupFolder : IDisposable
{
    private readonly string _directory;
    private bool _kept;

    /// <exception cref="CommandException">There is something already.</exception>
    public BackupFolder(string directory)
    {
        _directory = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory));
        if (File.Exists(_directory) || (Directory.Exists(_directory) && Directory.EnumerateFileSystemEntries(_directory).Any()))
            throw new CommandException(ExitCodes.Usage, $"There is something at {directory} already; a back-up wants a new folder.");
        Path = _directory + ".part";
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true); // Of a back-up that was killed.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Where to work.</summary>
    public string Path { get; }

    /// <summary>It is whole: gives it its name.</summary>
    public void Keep()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory); // It is empty.
        Directory.Move(Path, _directory);
        _kept = true;
    }

    public void Dispose()
    {
        if (!_kept) Directory.Delete(Path, recursive: true);
    }
}

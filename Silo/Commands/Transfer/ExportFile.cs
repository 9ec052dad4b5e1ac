using System.IO.Compression;

namespace Orders.Commands;

/// <summary>
/// The file that an export is written to: under a temporary name, until it is whole and on the disk. Only its owner may read it: there are
/// password hashes and webhook secrets in it.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly string _path;
    private readonly string _part;
    private readonly FileStream _file;
    private readonly BufferedStream _output;
    private readonly GZipStream? _gzip;
    private bool _kept;

    /// <exception cref="CommandException">There is such a file, or no such folder.</exception>
    public ExportFile(string path, bool replace)
    {
        _path = Path.GetFullPath(path);
        _part = _path + ".part";
        if (Directory.Exists(_path)) throw new CommandException(ExitCodes.Usage, $"{path} is a folder; an export is a file.");
        if (!replace && File.Exists(_path)) throw new CommandException(ExitCodes.Usage, $"There is a file {path} already. --force replaces it.");
        if (!Directory.Exists(Path.GetDirectoryName(_path))) throw new CommandException(ExitCodes.Usage, $"There is no folder {Path.GetDirectoryName(_path)}.");
        File.Delete(_part); // Of an export that was killed.
        _file = new FileStream(_part, OwnersOnly());
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) _gzip = new GZipStream(_file, CompressionLevel.Fastest, leaveOpen: true);
        _output = new BufferedStream(_gzip ?? (Stream)_file, BufferSize);
    }

    public Stream Output => _output;

    /// <summary>It is whole: gives it its name.</summary>
    public void Keep()
    {
        _output.Flush();
        _gzip?.Dispose(); // Writes what is left, and the end.
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_part, _path, overwrite: true);
        _kept = true;
    }

    public void Dispose()
    {
        if (_kept) return;
        _file.Dispose();
        File.Delete(_part);
    }

    private static FileStreamOptions OwnersOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

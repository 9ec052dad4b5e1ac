using System.IO.Compression;

namespace Orders.Commands;

/// <summary>An export, opened to be read, compressed or not.</summary>
internal static class ImportFile
{
    private const int BufferSize = 1 << 20;

    /// <exception cref="CommandException">It is not there, or cannot be read.</exception>
    public static Stream Open(string path)
    {
        if (Directory.Exists(path)) throw new CommandException(ExitCodes.Usage, $"{path} is a folder. Orders of other systems come in with --format and --path.");
        if (!File.Exists(path)) throw new CommandException(ExitCodes.Usage, $"There is no file {path}.");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be read: {e.Message}");
        }

        var isCompressed = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>What reading a file that is no longer whole throws, as one kind of error.</summary>
    /// <exception cref="ExportFileException">The compressed file is damaged, or cut off.</exception>
    public static T Reading<T>(ExportReader reader, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new ExportFileException(reader.LineNumber + 1, $"the compressed file is damaged here: {e.Message}");
        }
    }
}

using System.IO.Compression;
using Orders.Commands;
using Orders.Storage;
using Orders.Tests.Storage;
using Xunit;

namespace Orders.Tests.Commands;

/// <summary>A data directory with odd rows in every table, and a file that it was exported to.</summary>
internal sealed class ExportedShop : IDisposable
{
    private readonly TempDirectory _data = new();
    private readonly TempDirectory _files = new();

    private ExportedShop()
    {
    }

    public string Data => _data.Path;

    public string File => System.IO.Path.Combine(_files.Path, "export.ndjson");

    public string Content { get; private set; } = "";

    public static async Task<ExportedShop> Make(Random random, int most = 12, bool withNul = true)
    {
        var shop = new ExportedShop();
        SqliteTransferTarget.Open(shop.Data, TimeProvider.System).Dispose();
        new OddRows(random, withNul).Fill(shop.Data, most);
        var (code, _, report) = await CommandLineTests.Run($"export {shop.File} --data-directory {shop.Data}");
        Assert.True(code == ExitCodes.Done, report);
        shop.Content = report.Split("Content: ")[1].Trim();
        return shop;
    }

    /// <summary>The file with its lines changed.</summary>
    public string Edited(Func<string[], IEnumerable<string>> edit) => Written(string.Concat(edit(System.IO.File.ReadAllLines(File)).Select(l => l + "\n")));

    public string Written(string text)
    {
        var path = System.IO.Path.Combine(_files.Path, "edited.ndjson");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The compressed file, so many bytes of it.</summary>
    public string CompressedAndCut(double part)
    {
        var path = System.IO.Path.Combine(_files.Path, "cut.ndjson.gz");
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(System.IO.File.ReadAllBytes(File));
        System.IO.File.WriteAllBytes(path, memory.ToArray()[..(int)(memory.Length * part)]);
        return path;
    }

    public void Dispose()
    {
        _data.Dispose();
        _files.Dispose();
    }
}

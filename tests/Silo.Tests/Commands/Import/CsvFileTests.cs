using Orders.Commands;
using Xunit;

namespace Orders.Tests.Commands;

public sealed class CsvFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"orders-csv-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_ColumnsInAnyOrder_AreFoundByName()
    {
        var line = Assert.Single(Read("b,a,c\n\"2, and a half\",\"1 \"\"one\"\"\",3\n", "a", "b"));

        Assert.Equal<string>(["1 \"one\"", "2, and a half"], line.Fields);
        Assert.Equal(2, line.Number);
        Assert.Null(line.Problem);
    }

    [Fact]
    public void Read_QuotedHeadingWithByteOrderMark_IsUnderstood() =>
        Assert.Equal<string>(["x"], Assert.Single(Read("\uFEFF\"a\",\"b\"\r\nx,y\r\n", "a")).Fields);

    [Fact]
    public void Read_BrokenLines_SpoilThemselvesOnly()
    {
        var lines = Read("a,b\n1,2\n3\n4,5,6\n\"7,8\n\n9,10", "a");

        Assert.Equal([2, 3, 4, 5, 7], lines.Select(l => l.Number));
        Assert.Equal(
            [null, "1 columns where the heading has 2", "3 columns where the heading has 2", "a quotation mark is not closed", null],
            lines.Select(l => l.Problem));
        Assert.Equal("3", lines[1].FirstField);
        Assert.Equal<string>(["9"], lines[4].Fields);
    }

    [Fact]
    public void Read_MissingColumns_AreNamed()
    {
        var error = Assert.Throws<ImportFilesException>(() => Read("a,b\n1,2\n", "a", "x", "y"));
        Assert.Contains("has no column x, y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyFile_HasNoColumns() => Assert.Throws<ImportFilesException>(() => Read("", "a"));

    [Fact]
    public void Read_MissingFile_IsNamed()
    {
        var error = Assert.Throws<ImportFilesException>(() => CsvFile.Read(_path, ["a"]).ToArray());
        Assert.Contains(Path.GetFileName(_path), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a\n", 0)]
    [InlineData("a\n1\n\n2", 2)]
    public void CountRows_HeadingAndEmptyLines_AreLeftOut(string text, int expected)
    {
        File.WriteAllText(_path, text);
        Assert.Equal(expected, CsvFile.CountRows(_path));
    }

    private CsvLine[] Read(string text, params string[] columns)
    {
        File.WriteAllText(_path, text);
        return [.. CsvFile.Read(_path, [.. columns])];
    }
}

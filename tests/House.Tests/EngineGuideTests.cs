using System.Globalization;
using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>docs/engine.md says which test holds which promise of the engine: those tests must be there.</summary>
public sealed partial class EngineGuideTests
{
    private const int RowCount = 38;

    private static string Text { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "engine.md"));

    [Fact]
    public void Rows_OfTheTable_AreAllThereInOrder() =>
        Assert.Equal(Enumerable.Range(1, RowCount), Row().Matches(Text).Select(m => int.Parse(m.Groups["row"].Value, CultureInfo.InvariantCulture)));

    [Fact]
    public void Rows_EachOfThem_NamesTestsThatThereAre()
    {
        var tests = TestIndex.All.Select(t => t.Name).ToHashSet();

        Complaints.None(
            from row in Row().Matches(Text)
            from name in Quoted().Matches(row.Groups["tests"].Value).Select(m => m.Groups["name"].Value).DefaultIfEmpty("no test")
            where !tests.Contains(name)
            select $"row {row.Groups["row"].Value}: there is no test {name}");
    }

    [Fact]
    public void Files_OfTheReadersGuide_AreThere()
    {
        var guide = Text.Split("\n## ").Single(part => part.StartsWith("Reading the engine", StringComparison.Ordinal));
        var named = PathOfAFile().Matches(guide).Select(m => m.Groups["path"].Value).ToArray();

        Assert.InRange(named.Length, 20, 100);
        Complaints.None(named.Where(path => !SourceTree.In("Orleans.Embedded").Any(f => f.Path.StartsWith(Expected(path), StringComparison.Ordinal))));

        static string Expected(string path) => $"Orleans.Embedded/{path}{(path.EndsWith('/') ? "" : ".cs")}";
    }

    [Fact]
    public void Members_OfOrleans_AreInTheListOfItsPublicOnes()
    {
        var known = File.ReadLines(Path.Combine(SourceTree.Root, "tests", "Orleans.Embedded.Tests", "orleans-public-api.txt")).ToHashSet();
        var named = Member().Matches(Text).Select(m => m.Groups["id"].Value).ToArray();

        Assert.NotEmpty(named);
        Complaints.None(named.Where(id => !known.Contains(id)));
    }

    [GeneratedRegex(@"^\| (?<row>\d+) \| [^|\n]+ \| (?<tests>[^|\n]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<path>[A-Z][A-Za-z]+/[A-Za-z.]*)`")]
    private static partial Regex PathOfAFile();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<fence>`{1,2})(?<id>[MTF]:\S+?)\k<fence>(?= [|:])|`(?<id>[MTF]:[^`]+)`")]
    private static partial Regex Member();
}

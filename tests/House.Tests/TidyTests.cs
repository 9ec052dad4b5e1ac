using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>The house style, as far as a machine can see it.</summary>
public sealed partial class TidyTests
{
    private const int MaxLines = 300;
    private const int MaxGrainLines = 150;
    private const int MaxMedian = 60;

    [Fact]
    public void Files_Found_MostOfTheProject() => Assert.InRange(SourceTree.Files.Length, 60, 5000);

    [Fact]
    public void Files_AllOfThem_AreShort() => Complaints.None(SourceTree.Files.Where(f => f.Lines.Length > MaxLines));

    [Fact]
    public void Files_HalfOfThem_AreVeryShort()
    {
        var lengths = SourceTree.In("Grains", "Grains.Interfaces", "Silo", "WebFrontend").Select(f => f.Lines.Length).Order().ToArray();

        Assert.InRange(lengths[lengths.Length / 2], 1, MaxMedian);
    }

    [Fact]
    public void Grains_AllOfThem_FitAScreenOrTwo() =>
        Complaints.None(SourceTree.In("Grains").Where(f => f.Name.EndsWith("Grain.cs", StringComparison.Ordinal) && f.Lines.Length > MaxGrainLines));

    [Fact]
    public void Program_Each_FitsAScreen() =>
        Complaints.None(SourceTree.In("Silo", "WebFrontend").Where(f => f.Name == "Program.cs" && f.Lines.Length > 60));

    [Theory]
    [InlineData("#region")]
    [InlineData("#pragma warning disable\n")]
    [InlineData("TODO")]
    [InlineData("FIXME")]
    [InlineData("NotImplementedException")]
    [InlineData("\t")]
    public void Files_AllOfThem_AreFreeOf(string text) =>
        Complaints.None(Lines(SourceTree.Files, line => (line + "\n").Contains(text, StringComparison.Ordinal)));

    /// <summary>Waiting for a time makes tests slow and unreliable at once: wait for what must happen.</summary>
    [Fact]
    public void Tests_NoneOfThem_Sleeps() => Complaints.None(Lines(SourceTree.In("tests"), Sleeps().IsMatch));

    [Fact]
    public void Tests_EachOfThem_IsNamedAfterWhatWhenAndOutcome()
    {
        var names = SourceTree.In("tests")
            .SelectMany(f => TestMethod().Matches(string.Join('\n', f.Lines)).Select(m => $"{f.Path}: {m.Groups["name"].Value}")).ToArray();

        Assert.NotEmpty(names);
        Complaints.None(names.Where(name => name.Count(c => c == '_') < 2));
    }

    [Fact]
    public void Projects_AllOfThem_AreInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Orders.sln"));

        Complaints.None(SourceTree.Paths("*.csproj").Where(path => !solution.Contains(path.Replace('/', '\\'), StringComparison.Ordinal)));
    }

    [Fact]
    public void Projects_AllOfThem_TakeVersionsFromOnePlace() =>
        Complaints.None(SourceTree.Paths("*.csproj").Where(path => PinnedHere().IsMatch(File.ReadAllText(Path.Combine(SourceTree.Root, path)))));

    private static IEnumerable<string> Lines(IEnumerable<SourceFile> files, Func<string, bool> matches) =>
        from file in files
        where file.Name != nameof(TidyTests) + ".cs"
        from line in file.Lines.Index()
        where matches(line.Item)
        select $"{file.Path}:{line.Index + 1} {line.Item.Trim()}";

    [GeneratedRegex(@"\b(Task\.Delay|Thread\.Sleep)\(")]
    private static partial Regex Sleeps();

    [GeneratedRegex(@"\[(Fact|Theory|SkippableFact)[^\n]*\]\s*(\[[^\n]*\]\s*)*public (async )?(Task|void|ValueTask) (?<name>\w+)")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"<PackageReference[^>]*\bVersion=")]
    private static partial Regex PinnedHere();
}

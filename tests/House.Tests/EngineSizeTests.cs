using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>The engine is to be read in an afternoon: docs/engine.md says how its size is counted.</summary>
public sealed partial class EngineSizeTests
{
    private const int MaxLines = 2600;
    private const int MaxLinesWithBrackets = 3500;
    private const int MaxLinesOfAFile = 200;

    [Fact]
    public void Engine_LinesThatSaySomething_AreFewEnoughForAnAfternoon() => Assert.InRange(Lines(JustBrackets()), 1000, MaxLines);

    [Fact]
    public void Engine_EachFile_IsReadInOneGo() =>
        Complaints.None(SourceTree.In("Orleans.Embedded").Where(f => f.Lines.Length > MaxLinesOfAFile).Select(f => f.ToString()));

    [Fact]
    public void Engine_LinesOfCodeWithBrackets_DoNotBecomeMore() => Assert.InRange(Lines(Nothing()), 1000, MaxLinesWithBrackets);

    private static int Lines(Regex uncounted) =>
        SourceTree.In("Orleans.Embedded").SelectMany(f => f.Lines).Select(l => l.Trim())
            .Count(l => !l.StartsWith("//", StringComparison.Ordinal) && !uncounted.IsMatch(l));

    [GeneratedRegex(@"^[][{}();,]*$")]
    private static partial Regex JustBrackets();

    [GeneratedRegex("^$")]
    private static partial Regex Nothing();
}

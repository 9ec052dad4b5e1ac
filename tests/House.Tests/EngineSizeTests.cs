using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>The engine is to be read in an afternoon: docs/engine.md says how its size is counted.</summary>
public sealed partial class EngineSizeTests
{
    private const int MaxLines = 3300;
    private const int MaxLinesWithBrackets = 4650;

    [Fact]
    public void Engine_LinesThatSaySomething_AreFewEnoughForAnAfternoon() => Assert.InRange(Lines(JustBrackets()), 1000, MaxLines);

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

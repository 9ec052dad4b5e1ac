using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>A test, by its source: its project, and <c>Class.Method</c>.</summary>
internal sealed record TestName(string Project, string Name);

/// <summary>Every test that there is, the conformance tests among them.</summary>
internal static partial class TestIndex
{
    public static ImmutableArray<TestName> All { get; } =
    [
        .. from path in SourceTree.Paths("*.cs")
           where path.StartsWith("tests/", StringComparison.Ordinal)
           let text = File.ReadAllText(Path.Combine(SourceTree.Root, path))
           from test in TestMethod().Matches(text)
           let declaring = Class().Matches(text[..test.Index])
           where declaring.Count > 0
           select new TestName(path.Split('/')[1], $"{declaring[^1].Groups["name"].Value}.{test.Groups["name"].Value}"),
    ];

    [GeneratedRegex(@"\[(Fact|Theory)[^\n]*\]\s*(\[[^\n]*\]\s*|//[^\n]*\s*)*public (async )?(Task|void|ValueTask) (?<name>\w+)")]
    private static partial Regex TestMethod();

    [GeneratedRegex(@"^public (sealed )?(partial )?class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();
}

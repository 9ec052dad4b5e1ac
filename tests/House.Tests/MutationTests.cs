using System.Collections.Immutable;

namespace Orders.House;

/// <summary>The deliberate faults of tests/mutations.sh must go on fitting the code that they break, and naming tests that there are.</summary>
public sealed class MutationTests
{
    private static readonly ImmutableArray<string> Files = [.. SourceTree.Paths("*.txt").Where(p => p.StartsWith("tests/mutations/", StringComparison.Ordinal))];

    [Fact]
    public void Mutations_Found_AtLeastTwenty() => Assert.InRange(Files.Length, 20, 500);

    [Fact]
    public void Mutations_EachOfThem_FitsItsSourceOnce() =>
        Complaints.None(
            from file in Files
            from edit in Edits(Lines(file))
            let source = File.ReadAllText(Path.Combine(SourceTree.Root, edit.File))
            where edit.Old.Length == 0 || edit.Old == edit.New || source.Split(edit.Old).Length != 2
            select $"{file} does not fit {edit.File}");

    [Fact]
    public void Mutations_EachOfThem_NamesTestsThatThereAre() =>
        Complaints.None(
            from file in Files
            let words = Lines(file).Single(l => l.StartsWith("Test: ", StringComparison.Ordinal)).Split(' ')
            from name in words[2..].DefaultIfEmpty("(no test named)")
            where !TestIndex.All.Any(test => test.Project == words[1] && test.Name.Contains(name, StringComparison.Ordinal))
            select $"{file}: {words[1]} has no test {name}");

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(SourceTree.Root, file));

    /// <summary>What tests/mutations.sh takes out and puts in, file by file.</summary>
    private static IEnumerable<(string File, string Old, string New)> Edits(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("File: ", StringComparison.Ordinal)) continue;
            var body = lines.Skip(i + 1).TakeWhile(l => !l.StartsWith("File: ", StringComparison.Ordinal)).ToArray();
            yield return (lines[i]["File: ".Length..], Side(body, '-'), Side(body, '+'));
        }
    }

    private static string Side(string[] body, char sign) =>
        string.Join('\n', body.Where(l => l.Length > 0 && (l[0] == sign || l[0] == ' ')).Select(l => l[1..]));
}

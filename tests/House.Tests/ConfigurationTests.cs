using System.Text.RegularExpressions;

namespace Orders.House;

/// <summary>Every setting has a row in the table of docs/operations.md, and every row is a setting.</summary>
public sealed partial class ConfigurationTests
{
    private const string Guide = "docs/operations.md";

    [Fact]
    public void Settings_OfTheOptionsClasses_AreThoseOfTheGuide()
    {
        var (settings, rows) = (Settings(), Rows());

        Assert.Contains("Orders:Database:Provider", settings); // they are found at all
        Complaints.None([
            .. settings.Except(rows).Select(key => $"{key} is a setting, but not in {Guide}"),
            .. rows.Except(settings).Select(key => $"{key} is in {Guide}, but no setting"),
        ]);
    }

    [Fact]
    public void Rows_OfTheGuide_NameASettingOnceEach() =>
        Complaints.None(Rows().GroupBy(key => key).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    /// <summary>By the classes that say "The configuration section …": their properties, but for those that are sections of their own.</summary>
    private static List<string> Settings()
    {
        var classes = SourceTree.In("Silo", "WebFrontend", "Grains").SelectMany(file => Sections().Matches(string.Join('\n', file.Lines))).ToList();
        var names = classes.Select(found => found.Groups["class"].Value).ToHashSet();
        return [.. from found in classes
                   from Match property in Properties().Matches(found.Groups["body"].Value)
                   where !names.Contains(property.Groups["type"].Value)
                   select $"{found.Groups["section"].Value}:{property.Groups["name"].Value}"];
    }

    private static List<string> Rows()
    {
        var text = File.ReadAllText(Path.Combine(SourceTree.Root, Guide));
        var begin = text.IndexOf("\n## Configuration\n", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"{Guide} has no section Configuration.");
        var end = text.IndexOf("\n## ", begin + 1, StringComparison.Ordinal);
        return [.. KeysOfRows().Matches(text[begin..end]).Select(row => row.Groups["key"].Value)];
    }

    [GeneratedRegex(@"The configuration section <c>(?<section>Orders[\w:]*)</c>.*?class (?<class>\w+)(?<body>.*?)(?=\n\}|\z)", RegexOptions.Singleline)]
    private static partial Regex Sections();

    [GeneratedRegex(@"public (?<type>[\w?]+) (?<name>\w+) \{ get; (set|init); \}")]
    private static partial Regex Properties();

    [GeneratedRegex(@"^\| `(?<key>Orders:[\w:]+)`", RegexOptions.Multiline)]
    private static partial Regex KeysOfRows();
}

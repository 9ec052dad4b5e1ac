using Xunit;

namespace Orleans.Embedded.Tests;

public sealed class PublicApiTests
{
    private static readonly HashSet<string> Orleans = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "orleans-public-api.txt")).Select(l => l.Trim())];

    // Catches: a member that grains could use here and that Orleans does not have, or has with another signature.
    [Fact]
    public void PublicMembers_OfTheEngine_AllExistInOrleans()
    {
        var strangers = typeof(Grain).Assembly.GetExportedTypes().SelectMany(XmlDocIds.Of).Where(id => !Orleans.Contains(id)).Order().ToArray();

        Assert.True(strangers.Length == 0, $"{strangers.Length} public members that Orleans does not have:\n{string.Join('\n', strangers)}");
    }

    // Catches: a comparison that can find nothing, because the list or the ids are not what they should be.
    [Fact]
    public void PublicMembers_OfATypeThatOrleansDoesNotHave_AreFound()
    {
        string[] expected =
        [
            "F:Orleans.Embedded.Tests.Stranger`1.Field",
            "M:Orleans.Embedded.Tests.Stranger`1.#ctor(System.Int32[])",
            "M:Orleans.Embedded.Tests.Stranger`1.Method``1(System.Collections.Generic.Dictionary{`0,System.Collections.Generic.List{``0}},System.String@)",
            "M:Orleans.Embedded.Tests.Stranger`1.op_Implicit(Orleans.Embedded.Tests.Stranger{`0})~System.Int32",
            "P:Orleans.Embedded.Tests.Stranger`1.Item(System.Nullable{System.Int64})",
            "T:Orleans.Embedded.Tests.Stranger`1",
        ];

        Assert.Equal(expected, XmlDocIds.Of(typeof(Stranger<>)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(expected, Orleans.Contains);
        Assert.Contains("M:Orleans.GrainExtensions.AsReference``1(Orleans.Runtime.IAddressable)", Orleans);
    }
}

/// <summary>One member of each kind.</summary>
public class Stranger<T>
    where T : notnull
{
    public const int Field = 1;

    protected Stranger(int[] numbers) => Numbers = numbers;

    private int[] Numbers { get; }

    public int this[long? index] => Numbers[index ?? 0];

    public static implicit operator int(Stranger<T> stranger) => stranger.Numbers.Length;

    public void Method<TOther>(Dictionary<T, List<TOther>> map, out string text) => text = $"{map} {Numbers}";
}

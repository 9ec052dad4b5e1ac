using System.Collections.Immutable;
using Orleans.Serialization;
using Xunit;

namespace Orleans.Embedded.Tests.Calls;

public interface IEchoGrain : IGrainWithStringKey
{
    Task<object> Echo(object value);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<object> Echo(object value) => Task.FromResult(value);
}

[GenerateSerializer]
public abstract class Thing
{
    [Id(0)] public List<string> Names { get; set; } = [];

    /// <summary>Not part of the contract.</summary>
    public List<string> Secret { get; set; } = ["fresh"];
}

[GenerateSerializer]
public sealed class NamedThing(int size) : Thing
{
    [Id(0)] private readonly int[] _sizes = [size];

    [Id(1), Immutable] public byte[] Picture { get; init; } = [];

    public int[] Sizes() => _sizes;
}

[GenerateSerializer]
public record Pair(List<int> Left, List<int> Right)
{
    [Id(0)] public List<int>? Middle { get; set; }
}

[GenerateSerializer]
public struct Box
{
    [Id(0)] public int[] Numbers { get; set; }
}

public sealed class Unmarked;

public sealed class CopyingTests : IAsyncLifetime
{
    private TestSilo? _silo;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo!.DisposeAsync();

    private async Task<T> Echo<T>(T value)
        where T : notnull => (T)await _silo!.Grains.GetGrain<IEchoGrain>("echo").Echo(value);

    // Catches: members of base classes, private fields or read-only fields left out; what is not in the contract carried over.
    [Fact]
    public async Task Row08_NumberedMembers_AreCopiedBaseClassesIncluded()
    {
        var thing = new NamedThing(7) { Names = ["a"], Secret = ["mine"], Picture = [1, 2] };

        var copy = await Echo(thing);

        Assert.NotSame(thing, copy);
        Assert.NotSame(thing.Names, copy.Names);
        Assert.Equal(["a"], copy.Names);
        Assert.Equal([7], copy.Sizes());
        Assert.NotSame(thing.Sizes(), copy.Sizes());
        Assert.Same(thing.Picture, copy.Picture);
        Assert.NotEqual(thing.Secret, copy.Secret ?? []);
    }

    // Catches: a record's parameters forgotten, because they carry no number of their own; one list that becomes two.
    [Fact]
    public async Task Row08_ParametersOfRecords_AreCopiedAndSharedObjectsStayShared()
    {
        List<int> list = [1, 2];
        var pair = new Pair(list, list) { Middle = list };

        var copy = await Echo(pair);

        Assert.NotSame(list, copy.Left);
        Assert.Equal(list, copy.Left);
        Assert.Same(copy.Left, copy.Right);
        Assert.Same(copy.Left, copy.Middle);
    }

    // Catches: structs, tuples and pairs taken for immutable although what they hold is not.
    [Fact]
    public async Task Row08_WhatValuesHold_IsCopied()
    {
        var box = new Box { Numbers = [1] };
        var tuple = (1, new List<int> { 2 }, "three");
        var pair = KeyValuePair.Create("k", new List<int> { 4 });

        var copiedBox = await Echo(box);
        Assert.NotSame(box.Numbers, copiedBox.Numbers);
        Assert.Equal([1], copiedBox.Numbers);
        var copied = await Echo(tuple);
        Assert.NotSame(tuple.Item2, copied.Item2);
        Assert.Equal((1, 2, "three"), (copied.Item1, copied.Item2[0], copied.Item3));
        var copiedPair = await Echo(pair);
        Assert.NotSame(pair.Value, copiedPair.Value);
        Assert.Equal([4], copiedPair.Value);
    }

    // Catches: a comparer, an order or a shape lost on the way.
    [Fact]
    public async Task Row08_Collections_KeepWhatMakesThemWhatTheyAre()
    {
        var set = await Echo(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "A" });
        var map = await Echo(new Dictionary<string, List<int>>(StringComparer.OrdinalIgnoreCase) { ["A"] = [1] });
        int[,] grid = { { 1, 2 }, { 3, 4 } };
        int[][] ragged = [[1], [2, 3]];
        var stack = new Stack<int>([1, 2, 3]);

        Assert.Contains("a", set);
        Assert.Equal([1], map["a"]);
        Assert.Equal(grid, await Echo(grid));
        Assert.Equal(ragged, await Echo(ragged));
        Assert.NotSame(ragged[0], (await Echo(ragged))[0]);
        Assert.Equal(stack, await Echo(stack));
        Assert.Equal(new Queue<int>([1, 2]), await Echo(new Queue<int>([1, 2])));
    }

    // Catches: an immutable collection copied although its items cannot change, or shared although they can.
    [Fact]
    public async Task Row08_ImmutableCollections_AreAsImmutableAsTheirItems()
    {
        ImmutableList<string> texts = ["a"];
        ImmutableArray<List<int>> lists = [[1]];

        Assert.Same(texts, await Echo(texts));
        var copy = await Echo(lists);
        Assert.NotSame(lists[0], copy[0]);
        Assert.Equal([1], copy[0]);
    }

    // Catches: a type that nobody marked, found inside what was marked, and shared in silence.
    [Fact]
    public async Task Row08_AnUnmarkedTypeInside_IsNamed()
    {
        var failure = await Assert.ThrowsAsync<CodecNotFoundException>(() => Echo(new List<object> { new Unmarked() }));

        Assert.Contains(nameof(Unmarked), failure.Message);
    }
}

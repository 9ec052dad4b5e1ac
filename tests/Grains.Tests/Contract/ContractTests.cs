using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orders.Tests;

/// <summary>The wire contract: two versions of the program must understand each other while one replaces the other.</summary>
public sealed class ContractTests
{
    private static readonly Contract Contract = new();

    [Fact]
    public void Interfaces_Found_AllOfThem() =>
        Assert.Superset(
            new HashSet<Type> { typeof(IOrderGrain), typeof(ICheckoutGrain), typeof(IOrderFeedObserver), typeof(IOrderFeed), typeof(IAccountsGrain) },
            Contract.Interfaces.ToHashSet());

    [Fact]
    public void Interfaces_AllOfThem_HaveAnAliasOfTheirOwn()
    {
        Assert.All(Contract.Interfaces, t => Assert.Equal("orders." + t.Name, Contract.AliasOf(t)));
        Assert.Distinct(Contract.Interfaces.Concat(Contract.Messages).Select(Contract.AliasOf));
    }

    [Fact]
    public void Methods_AllOfThem_HaveAnAliasThatIsTheirName()
    {
        foreach (var type in Contract.Interfaces)
        {
            Assert.All(type.GetMethods(), m => Assert.Equal(m.Name, Contract.AliasOf(m)));
            Assert.Distinct(type.GetMethods().Select(Contract.AliasOf));
        }
    }

    [Fact]
    public void Methods_AllOfThem_ReturnSomethingThatCanBeAwaited() =>
        Assert.All(Contract.Interfaces.SelectMany(t => t.GetMethods()), method =>
        {
            var type = method.ReturnType;
            var open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            Assert.Contains(open, new[] { typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>) });
        });

    [Fact]
    public void Messages_AllOfThem_AreSealedRecordsWithSerializerAliasAndImmutable() =>
        Assert.All(Contract.Messages.Where(t => !typeof(Exception).IsAssignableFrom(t)), type =>
        {
            Assert.True(type.IsValueType || type.GetMethod("<Clone>$") is not null, $"{type} is not a record");
            Assert.True(type.IsSealed || type.IsAbstract, $"{type} is not sealed");
            Assert.NotNull(type.GetCustomAttribute<GenerateSerializerAttribute>());
            Assert.NotNull(type.GetCustomAttribute<ImmutableAttribute>());
            Assert.Equal("orders." + type.Name, Contract.AliasOf(type));
        });

    [Fact]
    public void Messages_WhatTheyHold_HasIdsOfItsOwn() =>
        Assert.All(Contract.Messages, type =>
        {
            Assert.Distinct(Contract.FieldsOf(type).Select(f => f.Id));
            var stored = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(p => p.GetMethod!.IsDefined(typeof(CompilerGeneratedAttribute)));
            Assert.All(stored, p => Assert.True(p.IsDefined(typeof(IdAttribute)), $"{type}.{p.Name} has no [Id]"));
        });

    [Fact]
    public void Messages_WhatTheyAreMadeOf_CannotBeChanged()
    {
        string[] allowed =
        [
            "String", "Int32", "Int64", "Boolean", "DateTimeOffset", "TimeOnly", "DateOnly", "TimeSpan", "DayOfWeek", "Task", "Task`1", "ImmutableArray`1", "ImmutableDictionary`2",
            "ImmutableSortedDictionary`2",
        ];

        Assert.Subset(allowed.ToHashSet(), Contract.Foreign.Select(t => t.Name).ToHashSet());
    }

    /// <summary>A change of the wire shows in review. ORDERS_TEST_ACCEPT=1 writes the file anew.</summary>
    [Fact]
    public void Snapshot_TheContractNow_AsItWasCommitted()
    {
        var file = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "contract.snapshot.txt");
        var now = ContractSnapshot.Write(Contract);
        if (Environment.GetEnvironmentVariable("ORDERS_TEST_ACCEPT") == "1") File.WriteAllText(file, now);
        var committed = File.Exists(file) ? File.ReadAllText(file) : "";

        var gone = committed.Split('\n').Except(now.Split('\n'));
        var added = now.Split('\n').Except(committed.Split('\n'));
        Assert.True(
            now == committed,
            $"""
            The wire contract has changed. Fields may be added with new ids; an alias, an id or a type that is in use must stay.
            If this is meant: ORDERS_TEST_ACCEPT=1 dotnet test tests/Grains.Tests --filter Snapshot, and commit the file.
            - {string.Join("\n- ", gone)}
            + {string.Join("\n+ ", added)}
            """);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

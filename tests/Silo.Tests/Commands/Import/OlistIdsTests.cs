using Orders.Commands;
using Xunit;

namespace Orders.Tests.Commands;

public class OlistIdsTests
{
    [Fact]
    public void Party_AnyName_IsFarAboveCountedAccountsAndPositive()
    {
        for (var i = 0; i < 1000; i++) Assert.InRange(OlistIds.Party($"name {i}"), 1L << 62, long.MaxValue);
    }

    [Fact]
    public void Party_KnownName_NeverChanges() =>
        Assert.Equal(0x4000_0000_0000_0000L | (0x2cf24dba5fb0a30eL & 0x3FFF_FFFF_FFFF_FFFFL), OlistIds.Party("hello"));

    [Fact]
    public void Party_DifferentNames_DifferentNumbers() =>
        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(i => OlistIds.Party($"name {i}")).Distinct().Count());
}

using Orleans.Storage;
using Xunit;

namespace Orders.Tests.Storage;

public sealed class GrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("basket", "b1");

    [Fact]
    public async Task Read_NoRecord_GivesAFreshStateWithoutAnEtag()
    {
        await using var db = TestDatabase.Open();
        var state = new StateOf<Basket> { State = null!, ETag = "left over", RecordExists = true };
        await db.GrainStates.ReadStateAsync("state", Grain, state);
        Assert.Equal((false, null), (state.RecordExists, state.ETag));
        Assert.Empty(state.State.Items);
    }

    [Fact]
    public async Task Write_ThenRead_GivesTheSameAndTheSameEtag()
    {
        await using var db = TestDatabase.Open();
        var written = new StateOf<Basket> { State = new Basket { Items = ["Café 😀"], Owner = new Actor(Role.Buyer, 5, "Ana"), Status = OrderStatus.Shipped } };
        await db.GrainStates.WriteStateAsync("state", Grain, written);
        var read = new StateOf<Basket>();
        await db.GrainStates.ReadStateAsync("state", Grain, read);

        Assert.True(written.RecordExists && read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State.Items, read.State.Items);
        Assert.Equal((written.State.Owner, written.State.Status), (read.State.Owner, read.State.Status));
    }

    [Fact]
    public async Task Write_OtherNameOrGrain_IsAnotherRecord()
    {
        await using var db = TestDatabase.Open();
        await db.GrainStates.WriteStateAsync("state", Grain, new StateOf<Basket>());
        var otherName = new StateOf<Basket>();
        var otherGrain = new StateOf<Basket>();
        await db.GrainStates.ReadStateAsync("other", Grain, otherName);
        await db.GrainStates.ReadStateAsync("state", GrainId.Create("basket", "b2"), otherGrain);
        Assert.False(otherName.RecordExists || otherGrain.RecordExists);
    }

    [Fact]
    public async Task Write_StaleEtag_ThrowsBothEtagsAndOverwritesNothing()
    {
        await using var db = TestDatabase.Open();
        var mine = new StateOf<Basket> { State = new Basket { Items = ["mine"] } };
        await db.GrainStates.WriteStateAsync("state", Grain, mine);
        var theirs = new StateOf<Basket>();
        await db.GrainStates.ReadStateAsync("state", Grain, theirs);
        theirs.State.Items = ["theirs"];
        await db.GrainStates.WriteStateAsync("state", Grain, theirs);
        var before = mine.ETag;

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => db.GrainStates.WriteStateAsync("state", Grain, mine));

        Assert.Equal((theirs.ETag, before), (error.StoredEtag, error.CurrentEtag));
        Assert.Equal(before, mine.ETag);
        await db.GrainStates.ReadStateAsync("state", Grain, mine);
        Assert.Equal(["theirs"], mine.State.Items);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not ours")]
    [InlineData("-1")]
    public async Task Write_EtagThatDoesNotFitARecord_IsRefused(string? etag)
    {
        await using var db = TestDatabase.Open();
        await db.GrainStates.WriteStateAsync("state", Grain, new StateOf<Basket>());
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => db.GrainStates.WriteStateAsync("state", Grain, new StateOf<Basket> { ETag = etag }));
    }

    [Fact]
    public async Task Clear_ARecord_LeavesAFreshStateAndMovesTheEtag()
    {
        await using var db = TestDatabase.Open();
        var state = new StateOf<Basket> { State = new Basket { Items = ["x"] } };
        await db.GrainStates.WriteStateAsync("state", Grain, state);
        var before = state.ETag;
        await db.GrainStates.ClearStateAsync("state", Grain, state);

        Assert.False(state.RecordExists);
        Assert.NotEqual(before, state.ETag);
        Assert.Empty(state.State.Items);
        var read = new StateOf<Basket>();
        await db.GrainStates.ReadStateAsync("state", Grain, read);
        Assert.Equal((false, state.ETag), (read.RecordExists, read.ETag));
    }

    [Fact]
    public async Task Write_AfterAClear_MakesANewRecordThatNoOldEtagFits()
    {
        await using var db = TestDatabase.Open();
        var state = new StateOf<Basket>();
        await db.GrainStates.WriteStateAsync("state", Grain, state);
        var first = state.ETag;
        await db.GrainStates.ClearStateAsync("state", Grain, state);
        await db.GrainStates.WriteStateAsync("state", Grain, state);

        Assert.True(state.RecordExists);
        Assert.NotEqual(first, state.ETag);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => db.GrainStates.WriteStateAsync("state", Grain, new StateOf<Basket> { ETag = first }));
    }

    [Fact]
    public async Task Clear_StaleEtag_RemovesNothing()
    {
        await using var db = TestDatabase.Open();
        var state = new StateOf<Basket>();
        await db.GrainStates.WriteStateAsync("state", Grain, state);
        var stale = new StateOf<Basket> { ETag = state.ETag };
        await db.GrainStates.WriteStateAsync("state", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => db.GrainStates.ClearStateAsync("state", Grain, stale));
        await db.GrainStates.ReadStateAsync("state", Grain, state);
        Assert.True(state.RecordExists);
    }

    [Fact]
    public async Task Clear_WithoutARecord_IsFineAndWritesNothing()
    {
        await using var db = TestDatabase.Open();
        var state = new StateOf<Basket> { State = new Basket { Items = ["never written"] } };
        await db.GrainStates.ClearStateAsync("state", Grain, state);
        Assert.Equal((false, null), (state.RecordExists, state.ETag));
        Assert.Empty(state.State.Items);
        Assert.Equal(0, await db.Number("SELECT count(*) FROM grain_state"));
    }

    public sealed class Basket
    {
        public List<string> Items { get; set; } = [];

        public Actor? Owner { get; set; }

        public OrderStatus Status { get; set; }
    }
}

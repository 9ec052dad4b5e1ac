using Orders.Web;

namespace Orders.Tests;

public sealed class InboxModelTests
{
    private readonly FakeInbox _inbox = new();

    [Fact]
    public async Task CatchUp_SomethingCameIn_WaitsUntilItIsAskedFor()
    {
        var model = await Loaded(1, 2);
        _inbox.Add(3);

        await model.CatchUp();

        Assert.Equal([2, 1], Ids(model));
        Assert.Equal((1, 3), (model.Waiting, model.Unread));
        await model.Load(unreadOnly: false, before: null);
        Assert.Equal([3, 2, 1], Ids(model));
        Assert.Equal(0, model.Waiting);
    }

    [Fact]
    public async Task CatchUp_ReadOnAnotherPage_ShowsItAsRead()
    {
        var model = await Loaded(1, 2);
        await _inbox.Read(1);

        await model.CatchUp();

        Assert.Equal([false, true], model.Items!.Value.Select(n => n.Read));
        Assert.Equal(1, model.Unread);
    }

    [Fact]
    public async Task CatchUp_ReadOnAnotherPageWhileOnlyUnreadOnesShow_StaysWhereItIs()
    {
        _inbox.Add(1);
        _inbox.Add(2);
        var model = new InboxModel(_inbox);
        await model.Load(unreadOnly: true, before: null);
        await _inbox.Read(2);

        await model.CatchUp();

        Assert.Equal([2, 1], Ids(model));
        Assert.Equal([true, false], model.Items!.Value.Select(n => n.Read));
    }

    [Fact]
    public async Task CatchUp_OnAnOlderPage_NothingWaitsThere()
    {
        var model = await Loaded(1, 2, 3);
        await model.Load(unreadOnly: false, before: 3);
        _inbox.Add(4);

        await model.CatchUp();

        Assert.Equal((0, 4), (model.Waiting, model.Unread));
    }

    [Fact]
    public async Task Read_Twice_CountsOnce()
    {
        var model = await Loaded(1, 2);

        await model.Read(2);
        await model.Read(2);

        Assert.Equal(1, model.Unread);
        Assert.Equal(1, await _inbox.Unread());
    }

    [Fact]
    public async Task ReadAll_OfSeveral_LeavesNoneUnread()
    {
        var model = await Loaded(1, 2);

        await model.ReadAll();

        Assert.Equal(0, model.Unread);
        Assert.Equal(0, await _inbox.Unread());
        Assert.All(model.Items!.Value, n => Assert.True(n.Read));
    }

    [Fact]
    public async Task Load_MoreThanAPage_LeadsOn()
    {
        _inbox.Add(1);
        _inbox.Add(2);
        _inbox.Add(3);
        var model = new InboxModel(_inbox, pageSize: 2);

        await model.Load(unreadOnly: false, before: null);
        Assert.Equal([3, 2], Ids(model));
        await model.Load(unreadOnly: false, model.Next);

        Assert.Equal([1], Ids(model));
        Assert.Null(model.Next);
    }

    private async Task<InboxModel> Loaded(params long[] ids)
    {
        foreach (var id in ids) _inbox.Add(id);
        var model = new InboxModel(_inbox);
        await model.Load(unreadOnly: false, before: null);
        return model;
    }

    private static IEnumerable<long> Ids(InboxModel model) => model.Items!.Value.Select(n => n.Id);
}

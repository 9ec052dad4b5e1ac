namespace Orders.Tests;

[Collection(SharedCluster.Name)]
public sealed class OrderQueriesGrainTests(OrdersCluster cluster)
{
    private IOrderQueriesGrain Grain => cluster.Client.GetGrain<IOrderQueriesGrain>(0);

    public static TheoryData<Actor, long?, long?> Scopes => new()
    {
        { Given.Buyer, Given.Buyer.Id, null },
        { Given.Seller, null, Given.Shop },
        { Given.Manager, null, Given.Shop },
        { Given.Admin, null, null },
        { Given.Machine, null, null },
    };

    [Theory, MemberData(nameof(Scopes))]
    public async Task List_ByRole_OwnOrdersOnly(Actor caller, long? buyer, long? seller)
    {
        cluster.Reader.Forget();
        var page = await Grain.List(caller, new OrderQuery()).InTime();
        Assert.Equal(new OrderScope(buyer, seller), cluster.Reader.Scope);

        cluster.Reader.Forget();
        await Grain.Counts(caller).InTime();
        Assert.Equal(new OrderScope(buyer, seller), cluster.Reader.Scope);

        var summary = Assert.Single(page.Items);
        Assert.Equal(OrderActions.For(OrderStatus.Preparing, caller.Role).AsEnumerable(), summary.AllowedActions);
        Assert.Equal(("next", new Money(2990, "EUR"), "2 · Blue mug +1"), (page.NextCursor, summary.Total, summary.Headline));
    }

    public static TheoryData<Actor> Nobodies => new(
        new Actor(Role.Seller, 1, "no shop"), new Actor(Role.Manager, 1, "no shop"), new Actor((Role)9, 1, "?"));

    [Theory, MemberData(nameof(Nobodies))]
    public async Task List_ASellerWithoutAShop_NothingIsAsked(Actor caller)
    {
        cluster.Reader.Forget();

        Assert.Empty((await Grain.List(caller, new OrderQuery()).InTime()).Items);
        Assert.All((await Grain.Counts(caller).InTime()).ByStatus, n => Assert.Equal(0, n.Value));
        Assert.Null(cluster.Reader.Scope);
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(50, 50)]
    [InlineData(1_000_000, OrderLimits.PageSize)]
    public async Task List_AnyLimit_KeptInBounds(int limit, int expected)
    {
        await Grain.List(Given.Seller, new OrderQuery { Limit = limit, Text = "  mug " }).InTime();

        Assert.Equal((expected, "mug"), (cluster.Reader.Query!.Limit, cluster.Reader.Query.Text));
    }
}

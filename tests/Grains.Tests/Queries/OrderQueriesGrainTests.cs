using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>The grain is a plain class over a port: no engine is needed.</summary>
public sealed class OrderQueriesGrainTests
{
    private sealed class Reader : IOrderReader
    {
        public OrderScope? Scope { get; private set; }

        public OrderQuery? Query { get; private set; }

        public Task<OrderRows> List(OrderScope scope, OrderQuery query)
        {
            (Scope, Query) = (scope, query);
            var state = Given.At(OrderStatus.Preparing);
            return Task.FromResult(new OrderRows([new(OrderProjection.Row(state), OrderProjection.Listing(state))], "next"));
        }

        public Task<OrderCounts> Counts(OrderScope scope)
        {
            Scope = scope;
            return Task.FromResult(new OrderCounts(ImmutableSortedDictionary<OrderStatus, long>.Empty, 3));
        }
    }

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
        var reader = new Reader();
        var grain = new OrderQueriesGrain(reader);

        var page = await grain.List(caller, new OrderQuery());
        Assert.Equal(new OrderScope(buyer, seller), reader.Scope);

        await grain.Counts(caller);
        Assert.Equal(new OrderScope(buyer, seller), reader.Scope);

        var summary = Assert.Single(page.Items);
        Assert.Equal(OrderActions.For(OrderStatus.Preparing, caller.Role), summary.AllowedActions);
        Assert.Equal(("next", new Money(2990, "EUR"), "2 · Blue mug +1"), (page.NextCursor, summary.Total, summary.Headline));
    }

    public static TheoryData<Actor> Nobodies => new(new Actor(Role.Seller, 1, "no shop"), new Actor(Role.Manager, 1, "no shop"), new Actor((Role)9, 1, "?"));

    [Theory, MemberData(nameof(Nobodies))]
    public async Task List_ASellerWithoutAShop_NothingIsAsked(Actor caller)
    {
        var reader = new Reader();
        var grain = new OrderQueriesGrain(reader);

        Assert.Empty((await grain.List(caller, new OrderQuery())).Items);
        Assert.All((await grain.Counts(caller)).ByStatus, n => Assert.Equal(0, n.Value));
        Assert.Null(reader.Scope);
    }

    [Theory]
    [InlineData(-5, 1)]
    [InlineData(50, 50)]
    [InlineData(1_000_000, OrderLimits.PageSize)]
    public async Task List_AnyLimit_KeptInBounds(int limit, int expected)
    {
        var reader = new Reader();

        await new OrderQueriesGrain(reader).List(Given.Seller, new OrderQuery { Limit = limit, Text = "  mug " });

        Assert.Equal((expected, "mug"), (reader.Query!.Limit, reader.Query.Text));
    }
}

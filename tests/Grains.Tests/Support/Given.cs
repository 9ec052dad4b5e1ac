using System.Collections.Immutable;

namespace Orders.Tests;

/// <summary>A shop, its people, and orders that got as far as a test needs.</summary>
internal static class Given
{
    public const long Shop = 7;
    public const long OtherShop = 8;
    private static int _lastId;

    public static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    public static readonly Actor Buyer = new(Role.Buyer, 100, "A. Buyer");
    public static readonly Actor OtherBuyer = new(Role.Buyer, 101, "B. Buyer");
    public static readonly Actor Seller = new(Role.Seller, 200, "S. Seller", Shop);
    public static readonly Actor Manager = new(Role.Manager, 201, "M. Manager", Shop);
    public static readonly Actor OtherSeller = new(Role.Seller, 202, "T. Seller", OtherShop);
    public static readonly Actor OtherManager = new(Role.Manager, 203, "N. Manager", OtherShop);
    public static readonly Actor Admin = new(Role.Admin, 300, "Admin");
    public static readonly Actor Machine = Actor.System("test");

    public static readonly Address Address = new()
    {
        Name = "A. Buyer",
        Line1 = "1 High Street",
        City = "Example",
        PostalCode = "12345",
        Country = "DE",
    };

    /// <summary>The one of this role who has to do with the orders made here.</summary>
    public static Actor Of(Role role) => role switch
    {
        Role.Buyer => Buyer,
        Role.Seller => Seller,
        Role.Manager => Manager,
        Role.Admin => Admin,
        _ => Machine,
    };

    /// <summary>Counted rather than random: hundreds of one moment would meet now and then.</summary>
    public static OrderId NewId() => OrderId.Of(Now, Interlocked.Increment(ref _lastId));

    public static OrderDetails Details(OrderId id) => new()
    {
        Number = "1001",
        SellerId = Shop,
        SellerName = "Mugs & More",
        Buyer = new Buyer(Buyer.Id, Buyer.Name, "buyer@example.org"),
        Lines = [new("MUG-B", "Blue mug", 2, new Money(1245, "EUR")), new("TEA-1", "Green tea", 1, new Money(500, "EUR"))],
        ShippingFee = Money.Zero("EUR"),
        ShippingAddress = Address,
        PaymentMethod = "pm_ok",
        TrackingToken = TrackingToken.New(id),
    };

    public static PlaceOrder Place(OrderId id, string key = "place") => new(Buyer, key, Details(id));

    public static Notice Notice(Recipient recipient, string key = "order:1", NotificationEvent topic = NotificationEvent.OrderReceived) =>
        new(recipient, topic, key, Now, "A title", "Some words.", "/orders/1");

    /// <summary>A mail that waits.</summary>
    public static QueuedMail Mail(long id, Notice notice, DateTimeOffset dueAt) => new()
    {
        Id = id,
        Recipient = notice.Recipient,
        Event = notice.Event,
        Key = notice.Key,
        Order = notice.Order,
        Sequence = notice.Sequence,
        Title = notice.Title,
        Body = notice.Body,
        Path = notice.Path,
        At = notice.At,
        DueAt = dueAt,
        State = MailState.Waiting,
        Tries = 0,
        NextTryAt = dueAt,
    };

    public static OrderState Placed(OrderId? id = null)
    {
        var order = id ?? NewId();
        return Folded(null, order, OrderBeginnings.Place(null, order, Place(order)));
    }

    /// <summary>An order that came to this status on the shortest way, a minute per step.</summary>
    public static OrderState At(OrderStatus status, OrderId? id = null)
    {
        var state = Placed(id);
        foreach (var step in PathTo(status))
            state = Folded(state, state.Id, Take(state, step, Of(step.By[0]), Now.AddMinutes(state.Version)));
        return state;
    }

    /// <summary>The steps from the beginning to this status.</summary>
    public static ImmutableArray<OrderTransition> PathTo(OrderStatus status)
    {
        var paths = new Dictionary<OrderStatus, ImmutableArray<OrderTransition>> { [OrderStatus.Received] = [] };
        for (var found = true; found && !paths.ContainsKey(status);)
        {
            found = false;
            foreach (var t in OrderTransitions.All.Where(t => paths.ContainsKey(t.From)).ToArray())
                found |= paths.TryAdd(t.To, paths[t.From].Add(t));
        }

        return paths[status];
    }

    /// <summary>Takes a step with everything that it needs.</summary>
    public static OrderDecision Take(OrderState state, OrderTransition step, Actor actor, DateTimeOffset now, string? key = null) =>
        step.To == OrderStatus.Cancelled
            ? OrderDecider.Cancel(state, new CancelOrder(actor, "Changed my mind") { CommandKey = key }, now)
            : OrderDecider.Advance(state, Advance(actor, step.To) with { CommandKey = key }, now);

    /// <summary>A command that has what its step needs.</summary>
    public static AdvanceOrder Advance(Actor actor, OrderStatus to) => to == OrderStatus.Shipped
        ? new AdvanceOrder(actor, to) { Carrier = "DHL", TrackingNumber = "JD0123" }
        : new AdvanceOrder(actor, to) { Note = to == OrderStatus.Cancelled ? "Changed my mind" : null };

    public static OrderState Folded(OrderState? state, OrderId id, OrderDecision decision)
    {
        Assert.Null(decision.Error);
        Assert.NotEmpty(decision.Events);
        foreach (var e in decision.Events) state = OrderState.Apply(state, id, e);
        return state!;
    }
}

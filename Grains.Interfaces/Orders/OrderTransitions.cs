using System.Collections.Immutable;

namespace Orders;

/// <summary>What a transition must be given.</summary>
public enum TransitionNeed
{
    Nothing,

    /// <summary>A reason, in words.</summary>
    Reason,

    /// <summary>Carrier and tracking number; neither, where the seller delivers.</summary>
    Shipment,
}

/// <summary>One row of the table: this step, by these roles, with this.</summary>
public sealed record OrderTransition(OrderStatus From, OrderStatus To, ImmutableArray<Role> By, TransitionNeed Needs);

/// <summary>
/// The life of an order, as data. The grain, the API's <c>allowedActions</c>, the buttons and the tests read this table and
/// nothing else.
/// </summary>
public static class OrderTransitions
{
    private static readonly ImmutableArray<Role> Shop = [Role.Seller, Role.Manager, Role.System];
    private static readonly ImmutableArray<Role> Anyone = [Role.Buyer, Role.Seller, Role.Manager, Role.System];

    public static ImmutableArray<OrderTransition> All { get; } =
    [
        new(OrderStatus.Received, OrderStatus.Preparing, Shop, TransitionNeed.Nothing),
        new(OrderStatus.Preparing, OrderStatus.Prepared, Shop, TransitionNeed.Nothing),
        new(OrderStatus.Prepared, OrderStatus.Shipped, Shop, TransitionNeed.Shipment),
        new(OrderStatus.Shipped, OrderStatus.Delivered, Shop, TransitionNeed.Nothing),
        new(OrderStatus.Delivered, OrderStatus.Closed, Shop, TransitionNeed.Nothing),
        new(OrderStatus.Received, OrderStatus.Cancelled, Anyone, TransitionNeed.Reason),
        new(OrderStatus.Preparing, OrderStatus.Cancelled, Anyone, TransitionNeed.Reason),
        new(OrderStatus.Prepared, OrderStatus.Cancelled, Shop, TransitionNeed.Reason),
    ];

    // Asked at every command and for every row of every list: indexed once.
    private static readonly OrderTransition?[,] Index = BuildIndex();
    private static readonly ImmutableArray<OrderStatus>[,] Reachable = BuildReachable();
    private static readonly ImmutableArray<OrderStatus> Final = [.. Enum.GetValues<OrderStatus>().Except(All.Select(t => t.From))];

    /// <summary>The row for this step, or null: there is no such step for anybody.</summary>
    /// <param name="from">Where the order stands.</param>
    /// <param name="to">As a caller sent it: a number without a name finds nothing.</param>
    public static OrderTransition? Find(OrderStatus from, OrderStatus to) =>
        (uint)to < (uint)Index.GetLength(1) ? Index[(int)from, (int)to] : null;

    /// <summary>The statuses this role may move an order to from here, in the order of the table.</summary>
    public static ImmutableArray<OrderStatus> Allowed(OrderStatus from, Role role) =>
        (uint)role < (uint)Reachable.GetLength(1) ? Reachable[(int)from, (int)role] : [];

    /// <summary>Whether an order that stands here stands here for good.</summary>
    public static bool IsFinal(OrderStatus status) => Final.Contains(status);

    private static OrderTransition?[,] BuildIndex()
    {
        var statuses = Enum.GetValues<OrderStatus>().Length;
        var index = new OrderTransition?[statuses, statuses];
        foreach (var t in All) index[(int)t.From, (int)t.To] = t;
        return index;
    }

    private static ImmutableArray<OrderStatus>[,] BuildReachable()
    {
        var roles = Enum.GetValues<Role>();
        var statuses = Enum.GetValues<OrderStatus>();
        var reachable = new ImmutableArray<OrderStatus>[statuses.Length, roles.Length];
        foreach (var from in statuses)
        {
            foreach (var role in roles)
            {
                reachable[(int)from, (int)role] = [.. All.Where(t => t.From == from && t.By.Contains(role)).Select(t => t.To)];
            }
        }

        return reachable;
    }
}

using System.Collections.Immutable;

namespace Orders;

/// <summary>The names of what a caller may do next, for every status and role: made once, handed out with every order and row.</summary>
public static class OrderActions
{
    private static readonly ImmutableArray<string>[,] Names = Build();

    /// <summary>The statuses to move to, in lower case, and <c>cancel</c>.</summary>
    public static ImmutableArray<string> For(OrderStatus status, Role role) => Names[(int)status, (int)role];

    private static ImmutableArray<string>[,] Build()
    {
        var statuses = Enum.GetValues<OrderStatus>();
        var roles = Enum.GetValues<Role>();
        var names = new ImmutableArray<string>[statuses.Length, roles.Length];
        foreach (var status in statuses)
        {
            foreach (var role in roles) names[(int)status, (int)role] = [.. OrderTransitions.Allowed(status, role).Select(NameOf)];
        }

        return names;
    }

    // The names are the API's, which writes enum values in lower case.
#pragma warning disable CA1308
    private static string NameOf(OrderStatus to) => to == OrderStatus.Cancelled ? "cancel" : to.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}

using System.Collections.Immutable;

namespace Orders.Web;

/// <summary>The list that the viewer came from, so that an order's page can go to the one before and the one after it, and back.</summary>
public sealed class ListTrail
{
    private ImmutableArray<OrderId> _ids = [];

    /// <summary>The list's address.</summary>
    public string Address { get; private set; } = "/orders";

    public void Leave(string address, IEnumerable<OrderId> ids)
    {
        Address = address;
        _ids = [.. ids];
    }

    public OrderId? Before(OrderId id) => _ids.IndexOf(id) is > 0 and var i ? _ids[i - 1] : null;

    public OrderId? After(OrderId id) => _ids.IndexOf(id) is >= 0 and var i && i + 1 < _ids.Length ? _ids[i + 1] : null;
}

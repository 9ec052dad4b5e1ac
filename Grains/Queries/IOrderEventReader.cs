namespace Orders;

/// <summary>Reads orders' events by position. A port: SQL stands behind it.</summary>
public interface IOrderEventReader
{
    Task<OrderEventPage> After(OrderScope scope, long position, int limit);

    Task<long> Last();
}

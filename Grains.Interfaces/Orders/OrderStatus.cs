namespace Orders;

/// <summary>Where an order stands. Stored as its number: append, never renumber.</summary>
public enum OrderStatus
{
    Received = 0,
    Preparing = 1,
    Prepared = 2,
    Shipped = 3,
    Delivered = 4,
    Closed = 5,
    Cancelled = 6,
}

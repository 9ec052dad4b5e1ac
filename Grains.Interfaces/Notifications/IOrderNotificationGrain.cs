namespace Orders;

/// <summary>Tells the buyer and the shop's people what happens to one order; the key is the order's id. It listens to the order's stream.</summary>
[Alias("orders.IOrderNotificationGrain")]
public interface IOrderNotificationGrain : IGrainWithIntegerKey;

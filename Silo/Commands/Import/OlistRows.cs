namespace Orders.Commands;

/// <summary>A line of the orders' file, as text: what it means is <see cref="OlistMapping"/>'s business.</summary>
public sealed record OlistOrderRow(
    int Line, string OrderId, string CustomerId, string Status,
    string Purchased, string Approved, string HandedToCarrier, string DeliveredToCustomer);

/// <summary>A line of the items' file: one unit of one product.</summary>
public sealed record OlistItemRow(int Line, string ProductId, string SellerId, string Price, string Freight);

public sealed record OlistCustomerRow(string UniqueId, string ZipPrefix, string City, string State);

public sealed record OlistSellerRow(string City, string State);

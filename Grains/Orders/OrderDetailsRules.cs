using System.Collections.Immutable;

namespace Orders;

/// <summary>What the fixed part of an order must be like, wherever it comes from.</summary>
public static class OrderDetailsRules
{
    /// <summary>The details as they are kept, or the first field that cannot be.</summary>
    public static (OrderDetails? Details, InvalidField? Error) Check(OrderId id, OrderDetails details)
    {
        var fields = new Fields();
        var clean = details with
        {
            Number = fields.Required("number", details.Number),
            SellerName = fields.Required("sellerName", details.SellerName),
            Buyer = details.Buyer with
            {
                Name = fields.Required("buyer.name", details.Buyer.Name),
                Email = fields.Required("buyer.email", details.Buyer.Email),
            },
            Lines = LinesOf(ref fields, details),
            ShippingAddress = AddressRules.Clean(ref fields, details.ShippingAddress),
            PaymentMethod = fields.Required("paymentMethod", details.PaymentMethod),
            Note = fields.Note("note", details.Note),
            ExternalReference = fields.Optional("externalReference", details.ExternalReference),
        };
        if (!TrackingToken.TryGetOrderId(details.TrackingToken, out var owner) || owner != id)
            fields.Refuse("trackingToken", "Does not belong to the order.");
        if (details.ShippingFee.Minor < 0) fields.Refuse("shippingFee", "Must not be negative.");
        if (fields.Error is null) CheckTotal(ref fields, clean);
        return fields.Error is { } error ? (null, error) : (clean, null);
    }

    private static ImmutableArray<OrderLine> LinesOf(ref Fields fields, OrderDetails details)
    {
        if (details.Lines.IsDefaultOrEmpty || details.Lines.Length > OrderLimits.Lines)
        {
            fields.Refuse("lines", $"One to {OrderLimits.Lines} lines.");
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<OrderLine>(details.Lines.Length);
        for (var i = 0; i < details.Lines.Length; i++)
        {
            var line = details.Lines[i];
            lines.Add(line with
            {
                Sku = fields.Required($"lines[{i}].sku", line.Sku),
                Name = fields.Required($"lines[{i}].name", line.Name),
            });
            if (line.Quantity is < 1 or > OrderLimits.Quantity)
                fields.Refuse($"lines[{i}].quantity", $"1 to {OrderLimits.Quantity}.");
            if (line.UnitPrice.Minor < 0) fields.Refuse($"lines[{i}].unitPrice", "Must not be negative.");
            if (line.UnitPrice.Currency != details.ShippingFee.Currency)
                fields.Refuse($"lines[{i}].unitPrice", "One order has one currency.");
        }

        return lines.MoveToImmutable();
    }

    private static void CheckTotal(ref Fields fields, OrderDetails details)
    {
        try
        {
            _ = details.Total;
        }
        catch (OverflowException)
        {
            fields.Refuse("lines", "The total is too large.");
        }
    }
}

using System.Text.Json;

namespace Orders.Tests.Crash;

/// <summary>Stock, money and messages as they stand in the database, read without any of the program's own code.</summary>
internal sealed class StoredShop
{
    /// <param name="Available">As the catalogue says.</param>
    public sealed record Stock(long Id, string Sku, long OnHand, long Reserved, long Available);

    public sealed record Movement(long StockId, long Sequence, long OnHandChange, long ReservedChange, long OnHand, long Reserved, bool IsShipment);

    public sealed record Reservation(long OrderId, long StockId, long Quantity, bool IsConfirmed);

    /// <summary>A line of the payment provider's books where it acted.</summary>
    public sealed record Paid(long OrderId, bool IsRefund, long Minor);

    /// <param name="Order">As the payload names it; null: it is not about an order.</param>
    public sealed record Hook(string MessageId, WebhookDeliveryState State, string? Order);

    public sealed record Told(long UserId, long OrderId, long Sequence);

    public required StoredOrders Orders { get; init; }
    public List<Stock> Stocks { get; } = [];
    public List<Movement> Movements { get; } = [];
    public List<Reservation> Reservations { get; } = [];
    public List<Paid> Books { get; } = [];
    public List<Told> Inbox { get; } = [];

    /// <summary>By state.</summary>
    public Dictionary<MailState, long> Mail { get; } = [];
    public List<Hook> Hooks { get; } = [];
    public long Parked { get; private set; }

    /// <summary>Refunds that the provider turned down: somebody asked to give back more than was charged.</summary>
    public long RefundsTurnedDown { get; private set; }

    public static StoredShop Read(StoredDatabase database)
    {
        using var snapshot = database.Read();
        var shop = new StoredShop { Orders = DatabaseAssert.Sound(snapshot) };
        if (snapshot is null) return shop;
        snapshot.Each("SELECT s.id, s.sku, s.on_hand, s.reserved, p.available FROM stock s JOIN products p ON p.sku = s.sku",
            r => shop.Stocks.Add(new(r.GetInt64(0), r.GetString(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4))));
        snapshot.Each("SELECT stock_id, sequence, on_hand_change, reserved_change, on_hand, reserved, kind FROM stock_movements ORDER BY stock_id, sequence",
            r => shop.Movements.Add(new(
                r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.GetInt64(4), r.GetInt64(5),
                r.GetInt64(6) == (int)StockMovementKind.Shipped)));
        snapshot.Each("SELECT order_id, stock_id, quantity, confirmed FROM stock_reservations",
            r => shop.Reservations.Add(new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3) == 1)));
        snapshot.Each("SELECT order_id, kind, amount_minor FROM payment_sandbox WHERE outcome = 0",
            r => shop.Books.Add(new(r.GetInt64(0), r.GetInt64(1) == 1, r.GetInt64(2))));
        snapshot.Each("SELECT user_id, order_id, sequence FROM notifications WHERE order_id IS NOT NULL",
            r => shop.Inbox.Add(new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2))));
        snapshot.Each("SELECT state, count(*) FROM mail_queue GROUP BY state", r => shop.Mail.Add((MailState)r.GetInt64(0), r.GetInt64(1)));
        snapshot.Each("SELECT message_id, state, payload FROM webhook_deliveries",
            r => shop.Hooks.Add(new(r.GetString(0), (WebhookDeliveryState)r.GetInt64(1), OrderOf(r.GetString(2)))));
        snapshot.Each("SELECT count(*) FROM outbox WHERE next_at IS NULL", r => shop.Parked = r.GetInt64(0));
        snapshot.Each("SELECT count(*) FROM payment_sandbox WHERE kind = 1 AND outcome = 1", r => shop.RefundsTurnedDown = r.GetInt64(0));
        return shop;
    }

    /// <summary>What was ordered, how many of each, and what it cost.</summary>
    public static (long BuyerId, Dictionary<string, long> Units, long Total) Details(StoredEvent placed)
    {
        using var json = JsonDocument.Parse(placed.Payload);
        var details = json.RootElement.GetProperty("details");
        var units = new Dictionary<string, long>();
        var total = 0L;
        foreach (var line in details.GetProperty("lines").EnumerateArray())
        {
            var quantity = line.GetProperty("quantity").GetInt64();
            units.Add(line.GetProperty("sku").GetString()!, quantity);
            var price = decimal.Parse(line.GetProperty("unitPrice").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
            total += (long)(price * 100) * quantity;
        }

        return (long.Parse(details.GetProperty("buyer").GetProperty("id").GetString()!), units, total);
    }

    private static string? OrderOf(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return json.RootElement.GetProperty("data").TryGetProperty("orderId", out var order) ? order.GetString() : null;
    }
}

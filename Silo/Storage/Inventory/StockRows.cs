using System.Collections.Immutable;
using System.Text.Json;

namespace Orders.Storage;

/// <summary>From rows to what the rest of the program knows.</summary>
internal static class StockRows
{
    private const string Columns = "s.id, s.sku, p.name, p.price_minor, p.currency, s.on_hand, s.reserved, s.low_at, s.version";

    public const string Stock = $"SELECT {Columns}, p.seller_id, p.seller_name FROM stock s JOIN products p ON p.sku = s.sku WHERE s.sku = ?1";
    public const string Item = $"SELECT {Columns} FROM products p JOIN stock s ON s.sku = p.sku";
    public const string Reservations = "SELECT order_id, token, quantity, confirmed FROM stock_reservations WHERE stock_id = ?1";

    private const string MovementColumns = """
        SELECT m.sequence, m.at, m.kind, m.on_hand_change, m.reserved_change, m.on_hand, m.reserved, m.order_id, m.actor, m.reason
        FROM stock s JOIN stock_movements m ON m.stock_id = s.id
        """;

    public const string Movements = $"{MovementColumns} WHERE s.sku = ?1 AND m.sequence < ?2 ORDER BY m.sequence DESC LIMIT ?3";
    public const string MovementByKey = $"{MovementColumns} WHERE s.sku = ?1 AND m.command_key = ?2";

    public static StockItem ReadItem(Statement row) => new()
    {
        Sku = row.Text(1),
        Name = row.Text(2),
        Price = new Money(row.Int64(3), row.Text(4)),
        OnHand = (int)row.Int64(5),
        Reserved = (int)row.Int64(6),
        LowAt = (int?)row.NullableInt64(7),
        Version = row.Int64(8),
    };

    public static StockState ReadState(Statement row)
    {
        var item = ReadItem(row);
        return new StockState
        {
            Sku = item.Sku,
            Name = item.Name,
            Price = item.Price,
            Owner = new StockOwner(row.Int64(9), row.Text(10)),
            OnHand = item.OnHand,
            Reserved = item.Reserved,
            LowAt = item.LowAt,
            Version = item.Version,
        };
    }

    public static StockReservation ReadReservation(Statement row) =>
        new(new OrderId(row.Int64(0)), row.Text(1), (int)row.Int64(2), row.Int64(3) != 0);

    public static StockMovement ReadMovement(Statement row) => new()
    {
        Sequence = row.Int64(0),
        At = StoredTime.Read(row.Int64(1)),
        Kind = (StockMovementKind)row.Int64(2),
        OnHandChange = (int)row.Int64(3),
        ReservedChange = (int)row.Int64(4),
        OnHand = (int)row.Int64(5),
        Reserved = (int)row.Int64(6),
        Order = row.NullableInt64(7) is { } order ? new OrderId(order) : null,
        Actor = JsonSerializer.Deserialize(row.Bytes(8), AuditJson.Stored.Actor)!,
        Reason = row.IsNull(9) ? null : row.Text(9),
    };
}

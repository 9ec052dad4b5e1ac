namespace Orders.Storage;

/// <summary>The rows of stocks, reservations and the ledger.</summary>
internal sealed class StockStatements : IWriteStatements<StockStatements>
{
    private readonly Statement _find;
    private readonly Statement _insert;
    private readonly Statement _update;
    private readonly Statement _fell;
    private readonly Statement _told;
    private readonly Statement _hold;
    private readonly Statement _giveUp;
    private readonly Statement _move;

    private StockStatements(Connection connection)
    {
        _find = connection.Prepare("SELECT id, version FROM stock WHERE sku = ?1");
        _insert = connection.Prepare("INSERT INTO stock (sku, version, on_hand, reserved, low_at) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id");
        _update = connection.Prepare("UPDATE stock SET version = ?2, on_hand = ?3, reserved = ?4, low_at = ?5 WHERE id = ?1");
        _fell = connection.Prepare("UPDATE stock SET tell_low = ?2 WHERE id = ?1");
        _told = connection.Prepare("UPDATE stock SET tell_low = NULL WHERE sku = ?1 AND tell_low = ?2");
        _hold = connection.Prepare("""
            INSERT INTO stock_reservations (order_id, stock_id, quantity, token, confirmed) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (order_id, stock_id) DO UPDATE SET confirmed = excluded.confirmed
            """);
        _giveUp = connection.Prepare("DELETE FROM stock_reservations WHERE order_id = ?1 AND stock_id = ?2");
        _move = connection.Prepare("""
            INSERT INTO stock_movements
                (stock_id, sequence, at, kind, on_hand_change, reserved_change, on_hand, reserved, order_id, actor, reason, command_key)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            """);
    }

    public static StockStatements Prepare(Connection connection) => new(connection);

    /// <returns>Null: there is none.</returns>
    public (long Id, long Version)? Find(string sku)
    {
        _find.Bind(1, sku);
        (long, long)? found = _find.Step() ? (_find.Int64(0), _find.Int64(1)) : null;
        _find.Reset();
        return found;
    }

    /// <returns>Its id.</returns>
    public long Insert(StockState stock)
    {
        _insert.Bind(1, stock.Sku).Bind(2, stock.Version).Bind(3, (long)stock.OnHand).Bind(4, (long)stock.Reserved).Bind(5, stock.LowAt);
        _insert.Step();
        var id = _insert.Int64(0);
        _insert.Run();
        return id;
    }

    public void Update(long id, StockState stock) => _update
        .Bind(1, id).Bind(2, stock.Version).Bind(3, (long)stock.OnHand).Bind(4, (long)stock.Reserved).Bind(5, stock.LowAt).Send();

    /// <param name="sequence">By which movement it fell; null: there is nothing to tell.</param>
    public void SetToTell(long id, long? sequence) => _fell.Bind(1, id).Bind(2, sequence).Send();

    public void Told(string sku, long sequence) => _told.Bind(1, sku).Bind(2, sequence).Send();

    public void Hold(long id, StockReservation held) => _hold
        .Bind(1, held.Order.Value).Bind(2, id).Bind(3, (long)held.Quantity).Bind(4, held.Token).Bind(5, held.Confirmed ? 1L : 0L).Send();

    public void GiveUp(long id, OrderId order) => _giveUp.Bind(1, order.Value).Bind(2, id).Send();

    public void Move(long id, StockMovement moved, byte[] actor, string? commandKey) => _move
        .Bind(1, id).Bind(2, moved.Sequence).Bind(3, StoredTime.Of(moved.At)).Bind(4, (long)moved.Kind)
        .Bind(5, (long)moved.OnHandChange).Bind(6, (long)moved.ReservedChange).Bind(7, (long)moved.OnHand).Bind(8, (long)moved.Reserved)
        .Bind(9, moved.Order?.Value).BindUtf8(10, actor).Bind(11, moved.Reason).Bind(12, commandKey).Send();
}

using System.Collections.Immutable;

namespace Orders;

/// <summary>
/// Where stocks live. One change is one transaction: the stock, the reservation, the row of the ledger, the audit log's row, and
/// what the catalogue says is available. A port.
/// </summary>
public interface IStockStore
{
    Task<StockState?> Load(string sku);

    /// <summary>Completes when it is durable.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">The stock is not at the version of <see cref="StockChange.Before"/>
    /// any more. Nothing was written.</exception>
    Task Write(StockChange change);

    /// <summary>The movement that a command with this key led to; null: none.</summary>
    Task<StockMovement?> FindByKey(string sku, string key);

    /// <summary>The ledger, newest first.</summary>
    Task<StockMovementPage> Movements(string sku, long? before, int limit);

    /// <param name="sellerId">Null: of every shop.</param>
    Task<StockPage> List(long? sellerId, StockQuery query);

    /// <summary>The SKUs of which units are held for the order.</summary>
    Task<ImmutableArray<string>> HeldFor(OrderId order);

    /// <summary>The stocks that have fallen low and whose shop has not been told.</summary>
    Task<ImmutableArray<LowStock>> ToTell(int limit);

    /// <summary>The shop has been told of that fall. Of a later one it has not.</summary>
    Task Told(string sku, long sequence);
}

/// <param name="Sequence">The stock's version when it fell.</param>
public sealed record LowStock(string Sku, long Sequence, string Name, long SellerId, int Available, int LowAt);

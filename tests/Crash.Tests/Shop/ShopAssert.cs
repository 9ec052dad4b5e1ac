using Xunit;

namespace Orders.Tests.Crash;

/// <summary>What a shop promises of stock, money and messages.</summary>
internal static class ShopAssert
{
    /// <summary>At any moment, whatever was killed: nothing is sold that is not there, nothing charged or given back twice, every ledger adds up.</summary>
    public static StoredShop Sound(StoredDatabase database)
    {
        var shop = StoredShop.Read(database);
        foreach (var stock in shop.Stocks)
        {
            var movements = shop.Movements.Where(m => m.StockId == stock.Id).ToList();
            Assert.Equal(Enumerable.Range(1, movements.Count).Select(n => (long)n), movements.Select(m => m.Sequence));
            Assert.Equal((stock.OnHand, stock.Reserved), (movements.Sum(m => m.OnHandChange), movements.Sum(m => m.ReservedChange)));
            Assert.Equal(stock.OnHand - stock.Reserved, stock.Available);
            Assert.Equal(stock.Reserved, shop.Reservations.Where(r => r.StockId == stock.Id).Sum(r => r.Quantity));
            Assert.All(movements, m => Assert.True(m.Reserved >= 0 && m.OnHand >= m.Reserved, $"{stock.Sku} was oversold by movement {m.Sequence}."));
        }

        foreach (var ofOrder in shop.Books.GroupBy(b => b.OrderId))
        {
            Assert.True(ofOrder.Count(b => !b.IsRefund) <= 1, $"Order {ofOrder.Key} was charged twice.");
            Assert.True(ofOrder.Count(b => b.IsRefund) <= 1, $"Order {ofOrder.Key} was given back twice.");
        }

        Assert.Equal(0, shop.RefundsTurnedDown);
        return shop;
    }

    /// <summary>Once everything has come to its end: what an order says is what became of its goods, its money and its people.</summary>
    public static void Settled(StoredDatabase database, string mailFolder, WebhookReceiver receiver)
    {
        var shop = Sound(database);
        Assert.Equal(0, shop.Parked);
        Money(shop);
        Goods(shop);
        Messages(shop, mailFolder);
        Webhooks(shop, receiver);
    }

    private static void Money(StoredShop shop)
    {
        foreach (var row in shop.Orders.Rows.Values)
        {
            var total = StoredShop.Details(shop.Orders.Histories[row.Id][0]).Total;
            StoredShop.Paid[] expected = row.Status == OrderStatus.Cancelled
                ? [new(row.Id, false, total), new(row.Id, true, total)]
                : [new(row.Id, false, total)];
            Assert.Equal(expected, shop.Books.Where(b => b.OrderId == row.Id).OrderBy(b => b.IsRefund));
        }

        foreach (var orphan in shop.Books.Where(b => !shop.Orders.Rows.ContainsKey(b.OrderId)).GroupBy(b => b.OrderId))
            Assert.Equal([false, true], orphan.Select(b => b.IsRefund).Order());
    }

    private static void Goods(StoredShop shop)
    {
        Assert.All(shop.Reservations, r => Assert.True(r.IsConfirmed && shop.Orders.Rows[r.OrderId].Status < OrderStatus.Shipped, $"{r} is nobody's."));
        foreach (var stock in shop.Stocks)
        {
            var came = shop.Movements.Where(m => m.StockId == stock.Id && !m.IsShipment).Sum(m => m.OnHandChange);
            Assert.Equal(came - Units(shop, stock.Sku, s => s is OrderStatus.Shipped or OrderStatus.Delivered or OrderStatus.Closed), stock.OnHand);
            Assert.Equal(Units(shop, stock.Sku, s => s < OrderStatus.Shipped), stock.Reserved);
        }
    }

    private static long Units(StoredShop shop, string sku, Func<OrderStatus, bool> where) => shop.Orders.Rows.Values
        .Where(row => where(row.Status))
        .Sum(row => StoredShop.Details(shop.Orders.Histories[row.Id][0]).Units.GetValueOrDefault(sku));

    private static void Messages(StoredShop shop, string mailFolder)
    {
        foreach (var (order, history) in shop.Orders.Histories)
        {
            var buyer = StoredShop.Details(history[0]).BuyerId;
            // A refund that fails is told of once, when it fails first; the same tries again by themselves.
            var firstFailure = history.FirstOrDefault(e => e.Type == "refundFailed")?.Sequence;
            var expected = history.Where(e => e.Type != "refundFailed" || e.Sequence == firstFailure).Select(e => e.Sequence);
            Assert.Equal(expected, shop.Inbox.Where(t => t.OrderId == order && t.UserId == buyer).Select(t => t.Sequence).Order());

            var forShop = history.Where(e => e.Type is "placed" or "cancelled" or "refunded" || e.Sequence == firstFailure).Select(e => e.Sequence);
            Assert.Equal(forShop, shop.Inbox.Where(t => t.OrderId == order && t.UserId != buyer).Select(t => t.Sequence).Order());
        }

        Assert.Equal([MailState.Sent], shop.Mail.Keys);
        Assert.Equal(shop.Mail[MailState.Sent], Directory.GetFiles(mailFolder, "*.eml").LongLength);
    }

    /// <summary>Every event is one message to the shop's program; it arrived, and as often as it came it said the same.</summary>
    private static void Webhooks(StoredShop shop, WebhookReceiver receiver)
    {
        Assert.All(shop.Hooks, hook => Assert.Equal(WebhookDeliveryState.Delivered, hook.State));
        Assert.Equal(shop.Hooks.Select(h => h.MessageId).Order(StringComparer.Ordinal), receiver.Bodies.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(receiver.Changed);
        foreach (var (order, history) in shop.Orders.Histories)
        {
            // A refund that fails is told of once; the same tries again by themselves.
            var expected = history.Count(e => e.Type != "refundFailed") + (history.Any(e => e.Type == "refundFailed") ? 1 : 0);
            Assert.Equal(expected, shop.Hooks.Count(h => h.Order == new OrderId(order).ToString()));
        }
    }
}

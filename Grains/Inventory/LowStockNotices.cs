using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Tells a shop's people that a stock has fallen to its mark: once for each fall, which stands in the stock's row until they have
/// been told. Told again after a crash in between, they hear it once all the same: the notice has the same key.
/// </summary>
internal static partial class LowStockNotices
{
    private const int AtATime = 50;

    public static async Task Tell(IStockStore store, IGrainFactory grains, DateTimeOffset now, ILogger logger)
    {
        foreach (var low in await store.ToTell(AtATime))
        {
            try
            {
                foreach (var person in await grains.GetGrain<IAccountsGrain>(0).StaffOf(low.SellerId))
                    await grains.GetGrain<INotificationsGrain>(person.Id).Tell(NoticeFor(person, low, now));
                await store.Told(low.Sku, low.Sequence);
            }
            catch (Exception e)
            {
                LogNotTold(logger, e, low.Sku, low.Sequence); // the others are told; this one's turn comes again with the next sweep
            }
        }
    }

    public static Notice NoticeFor(Recipient person, LowStock low, DateTimeOffset now) => new(
        person,
        NotificationEvent.LowStock,
        KeyOf(low),
        now,
        $"Low stock: {low.Name}",
        $"{low.Available} left of {low.Name} ({low.Sku}). You asked to be told at {low.LowAt}.",
        $"/stock/{Uri.EscapeDataString(low.Sku)}")
    {
        Data = JsonSerializer.Serialize(new { sku = low.Sku, name = low.Name, available = low.Available, lowAt = low.LowAt }),
    };

    // A SKU may be as long as a key.
    private static string KeyOf(LowStock low)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(low.Sku)).AsSpan(0, 16));
        return string.Create(CultureInfo.InvariantCulture, $"low-stock:{name}:{low.Sequence}");
    }

    [LoggerMessage(42, LogLevel.Warning, "The shop could not be told that the stock of {Sku} is low since movement {Sequence}; it is tried again")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string sku, long sequence);
}

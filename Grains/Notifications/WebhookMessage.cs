using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Orders;

/// <summary>A notice as a webhook: <c>type</c>, <c>timestamp</c> and <c>data</c>, as the specification recommends. Pure.</summary>
public sealed record WebhookMessage(string Id, string Type, string Body)
{
    /// <summary>Bytes of a body, at most; the specification recommends less than 20 KB.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>The same notice has the same id, however often it is told.</summary>
    public static WebhookMessage Of(Notice notice)
    {
        var type = TypeOf(notice.Event);
        var body = BodyOf(type, notice.At, notice.Data ?? "{}");
        // Data are made by us and short; should they ever not be, the receiver gets the rest from the API.
        if (Encoding.UTF8.GetByteCount(body) > MostBytes) body = BodyOf(type, notice.At, "{}");
        return new WebhookMessage(IdOf(notice), type, body);
    }

    /// <summary>The type as sent: <c>order.shipped</c>.</summary>
    public static string TypeOf(NotificationEvent what) => what switch
    {
        NotificationEvent.OrderReceived => "order.received",
        NotificationEvent.OrderPreparing => "order.preparing",
        NotificationEvent.OrderPrepared => "order.prepared",
        NotificationEvent.OrderShipped => "order.shipped",
        NotificationEvent.OrderDelivered => "order.delivered",
        NotificationEvent.OrderClosed => "order.closed",
        NotificationEvent.OrderCancelled => "order.cancelled",
        NotificationEvent.OrderRefunded => "order.refunded",
        NotificationEvent.RefundFailed => "order.refund_failed",
        NotificationEvent.LowStock => "stock.low",
        NotificationEvent.OrderOverdue => "order.overdue",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Has no name in webhooks."),
    };

    // No full stop in it: they separate what is signed.
    private static string IdOf(Notice notice)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"{notice.Recipient.Id}|{notice.Event}|{notice.Key}");
        return "msg_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16));
    }

    private static string BodyOf(string type, DateTimeOffset at, string data)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("timestamp", at.UtcDateTime);
            json.WritePropertyName("data");
            json.WriteRawValue(data);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

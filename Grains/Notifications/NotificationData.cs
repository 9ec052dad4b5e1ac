using System.Text;
using System.Text.Json;

namespace Orders;

/// <summary>
/// What programs are told of an order's event, as JSON: enough to know which order and what happened, nothing personal. Who wants
/// more asks the API, which knows what he may see. Pure.
/// </summary>
public static class NotificationData
{
    public static string Of(OrderFacts order, OrderEvent e)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("orderId", order.Id.ToString());
            json.WriteString("number", order.Number);
            json.WriteNumber("sequence", e.Sequence);
            json.WriteString("at", e.At.UtcDateTime);
            WriteMoney(json, "total", order.Total);
            WriteWhat(json, e);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteWhat(Utf8JsonWriter json, OrderEvent e)
    {
        switch (e)
        {
            case OrderPlaced:
                WriteStatus(json, OrderStatus.Received);
                break;
            case OrderAdvanced a:
                WriteStatus(json, a.To);
                if (a.Shipment is not { Carrier: { } carrier } shipment) break;
                json.WriteString("carrier", carrier);
                json.WriteString("trackingNumber", shipment.TrackingNumber);
                break;
            case OrderCancelled c:
                WriteStatus(json, OrderStatus.Cancelled);
                json.WriteString("reason", c.Reason);
                break;
            case OrderRefunded r:
                WriteMoney(json, "amount", r.Amount);
                break;
            case OrderRefundFailed f:
                WriteMoney(json, "amount", f.Amount);
                json.WriteString("reason", f.Reason);
                json.WriteBoolean("givenUp", f.GivenUp);
                break;
            case OrderEscalated s:
                WriteStatus(json, s.Status);
                json.WriteString("escalation", s.Action.ToString().ToLowerInvariant());
                break;
        }
    }

    private static void WriteStatus(Utf8JsonWriter json, OrderStatus status) => json.WriteString("status", status.ToString().ToLowerInvariant());

    private static void WriteMoney(Utf8JsonWriter json, string name, Money money)
    {
        json.WriteStartObject(name);
        json.WriteString("amount", money.ToAmountString());
        json.WriteString("currency", money.Currency);
        json.WriteEndObject();
    }
}

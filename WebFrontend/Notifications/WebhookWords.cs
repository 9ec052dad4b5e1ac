using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orders.Web;

/// <summary>Webhook deliveries in words.</summary>
public static class WebhookWords
{
    // Shown as text by Blazor, which encodes it: names may stay readable here.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Name(WebhookDeliveryState state) => state switch
    {
        WebhookDeliveryState.Waiting => "Waiting",
        WebhookDeliveryState.Delivered => "Delivered",
        WebhookDeliveryState.Failed => "Given up",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static Tone ToneOf(WebhookDeliveryState state) => state switch
    {
        WebhookDeliveryState.Delivered => Tone.Good,
        WebhookDeliveryState.Failed => Tone.Bad,
        _ => Tone.Waiting,
    };

    /// <summary>The payload for reading; what is no JSON is shown as it is.</summary>
    public static string Pretty(string payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return JsonSerializer.Serialize(json, Indented);
        }
        catch (JsonException)
        {
            return payload;
        }
    }

    /// <summary>What the last try led to: an HTTP status, or why there was none.</summary>
    public static string LastAnswer(WebhookDelivery delivery) => (delivery.LastStatus, delivery.LastError) switch
    {
        ({ } status, { Length: > 0 } error) when delivery.State != WebhookDeliveryState.Delivered => $"{status}: {error}",
        ({ } status, _) => $"{status}",
        (null, { Length: > 0 } error) => error,
        _ => "",
    };
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Storage;

/// <summary>Preferences as they are stored. Events are kept by name.</summary>
[JsonSerializable(typeof(NotificationPreferences))]
[JsonSerializable(typeof(QuietHours))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class NotificationJson : JsonSerializerContext
{
    public static byte[] Write(NotificationPreferences preferences) =>
        JsonSerializer.SerializeToUtf8Bytes(preferences, Default.NotificationPreferences);

    public static NotificationPreferences ReadPreferences(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.NotificationPreferences) ?? throw new InvalidDataException("Preferences are missing.");

    public static string? Write(QuietHours? quiet) => quiet is null ? null : JsonSerializer.Serialize(quiet, Default.QuietHours);

    public static QuietHours? ReadQuietHours(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.QuietHours);
}

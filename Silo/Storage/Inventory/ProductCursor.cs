using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Orders.Storage;

/// <summary>The last product of a page; opaque to callers.</summary>
internal sealed record ProductCursor(string SortName, string Sku)
{
    // Begins with its version.
    private const string Version = "p1";

    public static ProductCursor? Read(string? text)
    {
        if (text is null) return null;
        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text));
            if (parts is [Version, { } name, { } sku]) return new ProductCursor(name, sku);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            // Not one of ours, as below.
        }

        throw new InvalidCursorException("The cursor is not one that a product list has given out.");
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new[] { Version, SortName, Sku })));
}

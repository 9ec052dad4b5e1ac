using System.Text.Json;

namespace Orders.Web;

/// <summary>Says in the caller's terms what was wrong with a JSON body.</summary>
public static class JsonComplaints
{
    /// <returns>The field as <c>lines[0].sku</c>, or <c>body</c>, and what is wrong with it.</returns>
    public static (string Field, string Message) Of(JsonException e)
    {
        var field = e.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? path : "body";
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal)) return (field, "There is no such field.");
        if (e.Message.StartsWith("Duplicate property", StringComparison.Ordinal)) return (field, "The field stands there twice.");
        if (e.InnerException is { } inner && inner.GetType().Name == "JsonReaderException")
            return (field, $"Not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        return (field, e.Message.StartsWith("One of:", StringComparison.Ordinal) ? FirstSentence(e.Message) : "Not a value that this field takes.");
    }

    // System.Text.Json appends " Path: … | LineNumber: …" to what a converter says.
    private static string FirstSentence(string message) => message.Split(" Path:", 2)[0];
}

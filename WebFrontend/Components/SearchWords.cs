namespace Orders.Web;

/// <summary>What was typed into a search, or stands in an address.</summary>
public static class SearchWords
{
    /// <summary>Trimmed, and cut at what a search may have; null where nothing is left.</summary>
    public static string? Of(string? text) => text?.Trim() switch
    {
        null or "" => null,
        { Length: > OrderLimits.SearchText } t => t[..OrderLimits.SearchText],
        var t => t,
    };
}

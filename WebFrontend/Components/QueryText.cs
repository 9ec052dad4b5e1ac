using System.Globalization;

namespace Orders.Web;

/// <summary>
/// What stands after the question mark of a page's address. Pages take it as text: where they ask for a number or a yes, anything else
/// would be an error of the server. What cannot be read is as if it were not there.
/// </summary>
public static class QueryText
{
    public static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool IsOn(string? text) => bool.TryParse(text, out var on) && on;
}

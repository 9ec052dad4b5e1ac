using System.Globalization;

namespace Orders.Web;

/// <summary>Numbers of the stock's dialogs as people type them.</summary>
public static class StockNumbers
{
    /// <summary><c>+10</c>, <c>10</c>, <c>-3</c>, <c>−3</c>; null for anything else.</summary>
    public static int? Delta(string text) =>
        int.TryParse(text.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var delta) ? delta : null;

    /// <summary>A count from 0; null for anything else.</summary>
    public static int? Count(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>An amount such as <c>12.50</c> with no more decimals than the currency has; null for anything else.</summary>
    public static Money? Price(string amount, string currency)
    {
        if (!decimal.TryParse(amount.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed)) return null;
        try
        {
            return Money.Of(parsed, currency);
        }
        catch (Exception e) when (e is ArgumentException or OverflowException)
        {
            return null;
        }
    }
}

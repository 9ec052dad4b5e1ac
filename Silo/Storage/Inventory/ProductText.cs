namespace Orders.Storage;

/// <summary>How products are sorted and searched: without regard to case.</summary>
internal readonly record struct ProductText(string SortName, string SearchText)
{
    public static ProductText Of(StockState stock) => new(Fold(stock.Name), Fold($"{stock.Name} {stock.Sku}"));

    // Half a surrogate pair would not survive the way to UTF-8 and back; as a rune it becomes U+FFFD at once.
    public static string Fold(string text) => string.Concat(text.EnumerateRunes()).ToLowerInvariant();
}

namespace Orders.Storage;

/// <summary>How products are sorted and searched: without regard to case.</summary>
internal static class ProductText
{
    // Half a surrogate pair would not survive the way to UTF-8 and back; as a rune it becomes U+FFFD at once.
    public static string Fold(string text) => string.Concat(text.EnumerateRunes()).ToLowerInvariant();
}

using System.Globalization;
using System.Text;

namespace Orders.Storage;

/// <summary>
/// The words of a text, folded so that a search finds them: lower case, without accents, ligatures taken apart. What is stored and
/// what is searched for go through here, so the database's own ideas of Unicode do not matter, and no character that has a meaning
/// in a search expression comes through.
/// </summary>
internal static class SearchWords
{
    // Longer ones are cut, in the index and in a search alike.
    private const int LongestWord = 40;

    // Private-use characters cannot occur in words, so nobody finds a shop by typing its marker.
    private const char SellerMarker = '\uE000';
    private const char BuyerMarker = '\uE001';

    /// <summary>The word that stands for a shop or a buyer in the index.</summary>
    public static string OfSeller(long id) => Marker(SellerMarker, id);

    /// <inheritdoc cref="OfSeller"/>
    public static string OfBuyer(long id) => Marker(BuyerMarker, id);

    /// <summary>Each once, in the order of their first occurrence.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                if (word.Length < LongestWord) word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark))
            {
                EndWord();
            }
        }

        EndWord();
        return words.Distinct(StringComparer.Ordinal);

        void EndWord()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    // Half a surrogate pair cannot be normalised, nor can U+FFFE; as U+FFFD, which is no letter either, they can.
    private static string Decompose(string text) =>
        string.Concat(text.EnumerateRunes()).Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD);

    private static string Marker(char kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id}");
}

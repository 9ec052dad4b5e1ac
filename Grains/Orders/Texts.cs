using System.Globalization;

namespace Orders;

/// <summary>
/// What people may write. White space at the ends goes, line ends become <c>\n</c>, and a text of which nothing can be seen is
/// none. Control characters and halves of surrogate pairs are refused rather than mended: nobody writes them on purpose, and a
/// text that was changed silently is not what was said.
/// </summary>
public static class Texts
{
    /// <summary>The text as it is kept, or null where there is nothing to see.</summary>
    public static string? Clean(string? text)
    {
        if (text is null) return null;
        var clean = text.Trim();
        if (clean.Contains('\r', StringComparison.Ordinal))
            clean = clean.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return HasInk(clean) ? clean : null;
    }

    /// <summary>Why the text cannot be taken, or null.</summary>
    public static string? Complaint(string text, int limit, bool multiline)
    {
        if (text.Length > limit) return $"At most {limit} characters.";
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && !(multiline && c is '\n' or '\t')) return "Contains a control character.";
            if (!multiline && c is '\u2028' or '\u2029') return "Must be a single line.";
            if (!char.IsSurrogate(c)) continue;
            if (!char.IsHighSurrogate(c) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return "Contains half of a surrogate pair.";
            i++;
        }

        return null;
    }

    private static bool HasInk(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format) return true;
        }

        return false;
    }
}

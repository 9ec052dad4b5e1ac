using System.Globalization;
using System.Text;

namespace Orders.Identity;

/// <summary>What is accepted as an e-mail address: one @, something sensible on both sides, nothing invisible.</summary>
public static class EmailRules
{
    public const int MaxLength = 254;

    public static bool IsValid(string? email)
    {
        if (email is not { Length: > 2 and <= MaxLength } || !IsPlain(email)) return false;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || at != email.LastIndexOf('@')) return false;
        var domain = email[(at + 1)..];
        return IsDotted(email[..at]) && IsDotted(domain) && domain.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' || c > 127);
    }

    // string.Normalize, which Identity calls on every address, throws on a lone surrogate.
    private static bool IsPlain(string text) => text.EnumerateRunes().All(r =>
        r != Rune.ReplacementChar && Rune.GetUnicodeCategory(r) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        && r.Value is not ('"' or '<' or '>' or ',' or ';' or ':' or '(' or ')' or '\\'));

    private static bool IsDotted(string part) => part.Split('.').All(label => label.Length > 0);
}

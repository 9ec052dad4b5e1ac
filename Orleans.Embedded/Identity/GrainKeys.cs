using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Keys that are numbers or guids, with or without a text behind them: <c>FF</c>, <c>FF+text</c>, <c>{guid:N}+text</c>.</summary>
internal static class GrainKeys
{
    internal static IdSpan Of(string key) => IdSpan.Create(Given(key, "primaryKey"));

    internal static IdSpan Of(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    internal static IdSpan Of(long key, string extension) => IdSpan.Create($"{key:X}+{Given(extension, "keyExtension")}");

    internal static IdSpan Of(Guid key) => IdSpan.Create(key.ToString("N"));

    internal static IdSpan Of(Guid key, string extension) => IdSpan.Create($"{key:N}+{Given(extension, "keyExtension")}");

    internal static long ToNumber(GrainId grain, out string? extension) =>
        long.TryParse(Split(grain, out extension), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key) ? key : throw Mismatch(grain, "an integer");

    internal static Guid ToGuid(GrainId grain, out string? extension) =>
        Guid.TryParseExact(Split(grain, out extension), "N", out var key) ? key : throw Mismatch(grain, "a guid");

    private static string Given(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        return text;
    }

    private static ReadOnlySpan<char> Split(GrainId grain, out string? extension)
    {
        var text = grain.Key.ToString();
        var plus = text.IndexOf('+');
        extension = plus < 0 ? null : text[(plus + 1)..];
        return plus < 0 ? text : text.AsSpan(0, plus);
    }

    private static InvalidOperationException Mismatch(GrainId grain, string wanted) => new($"The key of {grain} is not {wanted}.");
}

using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orders.Web;

/// <summary>The names of an enum's values as the API has them: <c>received</c>, <c>refund-failed</c>. Nothing else is one of them:
/// no numbers, no other case, and not the comma-separated sums that .NET's own parser takes.</summary>
public static class EnumNames
{
    public static IReadOnlyList<string> All<T>() where T : struct, Enum => Table<T>.All;

    public static string Of<T>(T value) where T : struct, Enum => Table<T>.Names[value];

    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T value) where T : struct, Enum
    {
        value = default;
        return text is not null && Table<T>.Values.TryGetValue(text, out value);
    }

    private static class Table<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Names =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values = Names.ToFrozenDictionary(e => e.Value, e => e.Key, StringComparer.Ordinal);

        public static readonly string[] All = [.. Enum.GetValues<T>().Select(value => Names[value])];
    }
}

/// <summary>Reads and writes enums by <see cref="EnumNames"/>, as values and as keys.</summary>
public sealed class LowerCaseEnumConverter<T> : JsonConverter<T> where T : struct, Enum
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && EnumNames.TryParse<T>(reader.GetString(), out var value)
            ? value
            : throw new JsonException($"One of: {string.Join(", ", EnumNames.All<T>())}.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumNames.Of(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        EnumNames.TryParse<T>(reader.GetString(), out var value) ? value : throw new JsonException("Unknown name.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(EnumNames.Of(value));
}

/// <summary>Makes a <see cref="LowerCaseEnumConverter{T}"/> for every enum.</summary>
public sealed class LowerCaseEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(LowerCaseEnumConverter<>).MakeGenericType(typeToConvert))!;
}

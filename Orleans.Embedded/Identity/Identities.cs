using System.Runtime.InteropServices;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key, printed as <c>type/key</c>.</summary>
public readonly record struct GrainId
{
    private GrainId(GrainType type, IdSpan key) => (Type, Key) = (type, key);

    public GrainType Type { get; }

    public IdSpan Key { get; }

    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    public static GrainId Parse(ReadOnlySpan<char> value, IFormatProvider? provider = null) =>
        TryParse(value.ToString(), out var result) ? result : throw new ArgumentException($"'{value}' is not a grain id of the form type/key.");

    public static bool TryParse(string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash < 0 ? default : Create(value![..slash], value[(slash + 1)..]);
        return slash >= 0;
    }

    /// <summary>A hash that is the same in every process, by which reminder tables may be split.</summary>
    public uint GetUniformHashCode() => unchecked((uint)GetHashCode());

    public bool Equals(GrainId other) => Key == other.Key && Type == other.Type;

    public override int GetHashCode() => unchecked((Type.GetHashCode() * 397) ^ Key.GetHashCode());

    public override string ToString() => $"{Type}/{Key}";
}

/// <summary>The name of a kind of grain, the first part of a grain's identity.</summary>
public readonly record struct GrainType
{
    private GrainType(IdSpan id) => Value = id;

    public IdSpan Value { get; }

    public bool IsDefault => Value.IsDefault;

    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public override string ToString() => Value.ToString();
}

/// <summary>A part of an identity (a grain's type or key) as text with its hash, which is the same in every process.</summary>
public readonly record struct IdSpan
{
    private readonly string? _text;
    private readonly int _hash;

    private IdSpan(string text) => (_text, _hash) = (text, (int)Hash(text));

    /// <summary>True for the default value, which identifies nothing.</summary>
    public bool IsDefault => string.IsNullOrEmpty(_text);

    public static IdSpan Create(string id) => id is null ? throw new ArgumentNullException(nameof(id)) : new IdSpan(id);

    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_text, obj._text, StringComparison.Ordinal);

    public override int GetHashCode() => _hash;

    public override string ToString() => _text ?? "";

    // Four characters at a time: identities are hashed on every GetGrain.
    private static uint Hash(string text)
    {
        const ulong prime = 0x9E3779B97F4A7C15;
        var hash = (ulong)text.Length * prime;
        var chars = text.AsSpan();
        var quads = MemoryMarshal.Cast<char, ulong>(chars);
        foreach (var quad in quads) hash = ulong.RotateLeft((hash ^ quad) * prime, 29);
        foreach (var c in chars[(quads.Length * 4)..]) hash = ulong.RotateLeft((hash ^ c) * prime, 29);
        hash ^= hash >> 32;
        return (uint)((hash * prime) >> 32);
    }
}

/// <summary>Keys that are numbers or guids, with or without a text behind them: <c>FF</c>, <c>FF+text</c>, <c>{guid:N}+text</c>.</summary>
internal static class GrainKeys
{
    internal static IdSpan Of(string key) => IdSpan.Create(Given(key, "primaryKey"));

    internal static IdSpan Of(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    internal static IdSpan Of(long key, string extension) => IdSpan.Create($"{key:X}+{Given(extension, "keyExtension")}");

    internal static IdSpan Of(Guid key) => IdSpan.Create(key.ToString("N"));

    internal static IdSpan Of(Guid key, string extension) => IdSpan.Create($"{key:N}+{Given(extension, "keyExtension")}");

    internal static long ToNumber(GrainId grain, out string? extension) =>
        long.TryParse(Split(grain, out extension), NumberStyles.AllowHexSpecifier, null, out var key) ? key : throw Mismatch(grain, "an integer");

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

/// <summary>The identity of a stream: a namespace and a key, printed as <c>namespace/key</c>.</summary>
public readonly record struct StreamId
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(string? ns, IdSpan key) => (_namespace, _key) = (IdSpan.Create(ns ?? ""), key);

    public static StreamId Create(string ns, Guid key) => new(ns, IdSpan.Create(key.ToString("N")));

    public static StreamId Create(string ns, long key) => new(ns, IdSpan.Create(key.ToString(CultureInfo.InvariantCulture)));

    public static StreamId Create(string ns, string key) => new(ns, IdSpan.Create(key));

    public string GetKeyAsString() => _key.ToString();

    public string? GetNamespace() => _namespace.IsDefault ? null : _namespace.ToString();

    public override string ToString() => $"{(_namespace.IsDefault ? "null" : _namespace.ToString())}/{_key}";
}

/// <summary>A guid as an identity.</summary>
public sealed class GuidId
{
    public readonly Guid Guid;

    internal GuidId(Guid guid) => Guid = guid;

    public override bool Equals(object? obj) => obj is GuidId other && Guid == other.Guid;

    public override int GetHashCode() => Guid.GetHashCode();
}

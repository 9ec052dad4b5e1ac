using System.Runtime.InteropServices;

namespace Orleans.Runtime;

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

namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key, printed as <c>namespace/key</c>.</summary>
public readonly struct StreamId : IEquatable<StreamId>
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(string? ns, IdSpan key)
    {
        _namespace = IdSpan.Create(ns ?? "");
        _key = key;
    }

    public static StreamId Create(string ns, Guid key) => new(ns, IdSpan.Create(key.ToString("N")));

    public static StreamId Create(string ns, long key) => new(ns, IdSpan.Create(key.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static StreamId Create(string ns, string key) => new(ns, IdSpan.Create(key));

    public string GetKeyAsString() => _key.ToString();

    public string? GetNamespace() => _namespace.IsDefault ? null : _namespace.ToString();

    public bool Equals(StreamId other) => _key.Equals(other._key) && _namespace.Equals(other._namespace);

    public override bool Equals(object? obj) => obj is StreamId other && Equals(other);

    public override int GetHashCode() => unchecked((_namespace.GetHashCode() * 397) ^ _key.GetHashCode());

    public override string ToString() => $"{(_namespace.IsDefault ? "null" : _namespace.ToString())}/{_key}";

    public static bool operator ==(StreamId s1, StreamId s2) => s1.Equals(s2);

    public static bool operator !=(StreamId s1, StreamId s2) => !s1.Equals(s2);
}

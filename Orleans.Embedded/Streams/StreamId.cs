namespace Orleans.Runtime;

/// <summary>The identity of a stream: a namespace and a key, printed as <c>namespace/key</c>.</summary>
public readonly record struct StreamId
{
    private readonly IdSpan _namespace;
    private readonly IdSpan _key;

    private StreamId(string? ns, IdSpan key) => (_namespace, _key) = (IdSpan.Create(ns ?? ""), key);

    public static StreamId Create(string ns, Guid key) => new(ns, IdSpan.Create(key.ToString("N")));

    public static StreamId Create(string ns, long key) => new(ns, IdSpan.Create(key.ToString(System.Globalization.CultureInfo.InvariantCulture)));

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

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

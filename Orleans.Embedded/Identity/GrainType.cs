namespace Orleans.Runtime;

/// <summary>The name of a kind of grain, the first part of a grain's identity.</summary>
public readonly record struct GrainType
{
    private GrainType(IdSpan id) => Value = id;

    public IdSpan Value { get; }

    public bool IsDefault => Value.IsDefault;

    public static GrainType Create(string value) => new(IdSpan.Create(value));

    public override int GetHashCode() => Value.GetHashCode();

    public override string ToString() => Value.ToString();
}

namespace Orleans;

/// <summary>A stable name for a type or method on the wire.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Method)]
public sealed class AliasAttribute(string alias) : Attribute
{
    public string Alias { get; } = alias;
}

/// <summary>Numbers a member that belongs to the wire contract: these, and only these, are copied.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class IdAttribute(uint id) : Attribute
{
    public uint Id { get; } = id;
}

/// <summary>Marks a type that may travel in grain calls.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;

/// <summary>A promise that nobody changes the object any more: it is passed on without being copied.</summary>
[AttributeUsage(AttributeTargets.All)]
public sealed class ImmutableAttribute : Attribute;

/// <summary>Names the grain type of a class, instead of its own name without "Grain".</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string Name { get; } = grainType;
}

/// <summary>How long activations of a class may be idle before they are collected: a minute at least.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute(string inactivityPeriod) : Attribute
{
    internal TimeSpan AgeLimit { get; } = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture) is var age && age < TimeSpan.FromMinutes(1)
        ? TimeSpan.FromMinutes(1)
        : age;
}

/// <summary>Every grain of the class, of whatever key, is subscribed to the stream of that key in the namespace.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class ImplicitStreamSubscriptionAttribute(string streamNamespace, string? streamIdMapper = null) : Attribute
{
    internal string Namespace { get; } =
        streamIdMapper is null ? streamNamespace : throw new NotSupportedException("Stream id mappers are not supported.");
}

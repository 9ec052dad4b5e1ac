using System.Numerics;
using System.Text;

namespace Orleans.Serialization;

/// <summary>Says which objects may be shared between caller and callee because nobody can change them, or has promised not to.</summary>
internal static class Immutability
{
    private static readonly HashSet<Type> Known =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly),
        typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Int128), typeof(UInt128), typeof(Half), typeof(Rune),
        typeof(Index), typeof(Range), typeof(CancellationToken), typeof(TimeZoneInfo), typeof(System.Net.IPAddress),
        typeof(CultureInfo), typeof(DBNull),
        typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(StreamId), typeof(GuidId), typeof(TickStatus),
    ];

    private static readonly ConcurrentDictionary<Type, bool> OfObjects = new();

    /// <summary>Every value of the static type may be shared: no look at the object is needed.</summary>
    internal static bool OfStaticType(Type type) => (type.IsSealed || type.IsValueType) && OfObject(type);

    /// <summary>Objects of exactly this type may be shared.</summary>
    internal static bool OfObject(Type type) => OfObjects.GetOrAdd(type, Find);

    private static bool Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Known.Contains(type) || type.IsDefined(typeof(ImmutableAttribute), false)) return true;
        if (typeof(GrainReference).IsAssignableFrom(type) || typeof(Type).IsAssignableFrom(type)) return true;

        // An exception goes on its way as it is: with its type, its data, and the stack that it came from.
        if (typeof(Exception).IsAssignableFrom(type)) return true;
        if (!type.IsGenericType) return false;
        var definition = type.GetGenericTypeDefinition();
        var unchanging = definition == typeof(Nullable<>) || CollectionCopiers.IsContainer(type)
            || definition.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen";
        return unchanging && Array.TrueForAll(type.GetGenericArguments(), OfStaticType);
    }
}

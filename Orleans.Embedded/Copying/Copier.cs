using System.Numerics;
using System.Text;

namespace Orleans.Serialization;

/// <summary>A type that may not travel in grain calls: it can be neither shared nor copied.</summary>
public class CodecNotFoundException(string message) : Exception(message);

/// <summary>Makes a deep copy of an object of one type, and notes it in the context before it copies what hangs on it.</summary>
internal delegate object CopyFunction(object source, CopyContext context);

/// <summary>The copiers of all types, made when first needed. They are code, not state: kept for the process.</summary>
internal static class Copier
{
    private static readonly ConcurrentDictionary<Type, CopyFunction?> Functions = new();

    /// <summary>The copier for objects of exactly this type; null if they may be shared.</summary>
    internal static CopyFunction? For(Type type) => Functions.TryGetValue(type, out var known) ? known : Functions.GetOrAdd(type, Make);

    /// <summary>Why values of a static type could not travel, if so; looks into members and type arguments.</summary>
    internal static string? Complaint(Type type) => Complaint(type, []);

    private static CopyFunction? Make(Type type)
    {
        if (Immutability.OfObject(type)) return null;
        if (type == typeof(object)) return static (source, context) => context.Note(source, new object());
        if (CollectionCopiers.For(type) is { } collection) return collection;
        if (IsMarked(type) || CollectionCopiers.IsContainer(type)) return ObjectCopier.For(type);
        throw new CodecNotFoundException(Unknown(type));
    }

    private static string Unknown(Type type)
    {
        if (typeof(IGrainObserver).IsAssignableFrom(type)) return $"{type} is an observer: pass the reference that CreateObjectReference makes.";
        if (typeof(IGrainBase).IsAssignableFrom(type)) return $"{type} is a grain: pass its reference, this.AsReference<T>().";
        return $"{type} can be neither shared nor copied between grains: mark it with [GenerateSerializer], its members with [Id], or [Immutable].";
    }

    private static bool IsMarked(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), false);

    private static string? Complaint(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type == typeof(object) || Immutability.OfObject(type) || typeof(IAddressable).IsAssignableFrom(type)) return null;
        if (type.HasElementType) return Complaint(type.GetElementType()!, seen);
        var known = type.IsInterface || CollectionCopiers.Knows(type) || CollectionCopiers.IsContainer(type);
        if (!IsMarked(type) && !known) return Unknown(type);
        var parts = IsMarked(type) ? ObjectCopier.MembersOf(type).Select(m => m.Field.FieldType) : type.GetGenericArguments();
        return parts.Select(part => Complaint(part, seen)).FirstOrDefault(c => c is not null);
    }
}

/// <summary>Copies the arguments of one call, so that what was one object before is one object afterwards.</summary>
internal sealed class CopyContext
{
    private Dictionary<object, object>? _copies;
    private object? _firstSource;
    private object? _firstCopy;

    internal static bool IsNeedlessFor<T>() => Shared<T>.Always;

    internal static T CopyOne<T>(T value) => Shared<T>.Always || value is null ? value : new CopyContext().Copy(value);

    internal T Copy<T>(T value)
    {
        if (Shared<T>.Always || value is null) return value;
        object source = value;
        return Copier.For(source.GetType()) is { } copier ? (T)(Known(source) ?? copier(source, this)) : value;
    }

    /// <summary>Notes the copy of an object, to be used wherever the object turns up again.</summary>
    internal TCopy Note<TCopy>(object source, TCopy copy)
        where TCopy : class
    {
        // Most calls copy one object: the dictionary comes with the second.
        if (_firstSource is null) (_firstSource, _firstCopy) = (source, copy);
        else (_copies ??= new Dictionary<object, object>(ReferenceEqualityComparer.Instance))[source] = copy;
        return copy;
    }

    private object? Known(object source) => ReferenceEquals(source, _firstSource) ? _firstCopy : _copies?.GetValueOrDefault(source);

    private static class Shared<T>
    {
        internal static readonly bool Always = Immutability.OfStaticType(typeof(T));
    }
}

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

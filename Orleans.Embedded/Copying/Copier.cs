namespace Orleans.Copying;

/// <summary>Makes a deep copy of an object of one type, and notes it in the context before it copies what hangs on it.</summary>
internal delegate object CopyFunction(object source, CopyContext context);

/// <summary>The copiers of all types, compiled when first needed. They are code, not state: kept for the process.</summary>
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
        if (type.IsArray) return CollectionCopiers.ForArray(type);
        if (CollectionCopiers.For(type) is { } collection) return collection;
        if (IsMarked(type) || CollectionCopiers.IsContainer(type)) return ObjectCopier.Compile(type);
        throw new CodecNotFoundException(Unknown(type));
    }

    private static string Unknown(Type type)
    {
        if (typeof(IGrainObserver).IsAssignableFrom(type)) return $"{type} is an observer: pass the reference that CreateObjectReference makes of it.";
        if (typeof(IGrainBase).IsAssignableFrom(type)) return $"{type} is a grain: pass its reference, this.AsReference<T>().";
        return $"{type} can be neither shared nor copied between grains: mark it with [GenerateSerializer] and its members with [Id], or as [Immutable].";
    }

    private static bool IsMarked(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), false);

    private static string? Complaint(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type == typeof(object) || Immutability.OfObject(type) || typeof(IAddressable).IsAssignableFrom(type)) return null;
        if (type.HasElementType) return Complaint(type.GetElementType()!, seen);
        if (IsMarked(type)) return ObjectCopier.MembersOf(type).Select(m => Complaint(m.Field.FieldType, seen)).FirstOrDefault(c => c is not null);
        var known = type.IsInterface || CollectionCopiers.Knows(type) || CollectionCopiers.IsContainer(type);
        return known ? type.GetGenericArguments().Select(a => Complaint(a, seen)).FirstOrDefault(c => c is not null) : Unknown(type);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>Copiers of arrays and of the framework's collections. A derived collection is not the collection: it is marked or refused.</summary>
internal static class CollectionCopiers
{
    private static readonly HashSet<Type> Known =
    [
        typeof(List<>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>), typeof(Dictionary<,>),
        typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableDictionary<,>),
    ];

    internal static bool Knows(Type type) => type.IsGenericType && Known.Contains(type.GetGenericTypeDefinition());

    /// <summary>Values made of values: tuples, pairs.</summary>
    internal static bool IsContainer(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) || type.IsAssignableTo(typeof(ITuple)));

    internal static CopyFunction? For(Type type)
    {
        if (type.IsArray) return Typed(nameof(CopyArray), type.GetElementType()!);
        if (!Knows(type)) return null;
        var arguments = type.GetGenericArguments();
        return Typed(arguments.Length == 1 ? nameof(CopyItems) : nameof(CopyPairs), arguments);
    }

    private static CopyFunction Typed(string name, params Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments)
            .CreateDelegate<CopyFunction>();

    // Of any rank: the elements stand in one row behind each other.
    private static Array CopyArray<T>(object source, CopyContext context)
    {
        var copy = context.Note(source, (Array)((Array)source).Clone());
        if (Immutability.OfStaticType(typeof(T))) return copy;
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(copy));
        foreach (ref var item in MemoryMarshal.CreateSpan(ref first, copy.Length)) item = context.Copy(item);
        return copy;
    }

    private static object CopyItems<T>(object source, CopyContext context) => source switch
    {
        List<T> list => Fill(list, list, new List<T>(list.Count), context),
        HashSet<T> set => Fill(set, set, new HashSet<T>(set.Count, set.Comparer), context),
        Queue<T> queue => Fill(queue, queue, new Queue<T>(queue.Count), context),
        Stack<T> stack => Fill(stack, stack.Reverse(), new Stack<T>(stack.Count), context),
        ImmutableList<T> list => context.Note(list, (ImmutableList<T>)[.. list.Select(context.Copy)]),
        ImmutableArray<T> { IsDefault: false } array => (ImmutableArray<T>)[.. array.Select(context.Copy)],
        _ => source,
    };

    private static object CopyPairs<TKey, TValue>(object source, CopyContext context)
        where TKey : notnull
    {
        if (source is ImmutableDictionary<TKey, TValue> unchanging)
            return context.Note(source, unchanging.ToImmutableDictionary(
                p => context.Copy(p.Key), p => context.Copy(p.Value), unchanging.KeyComparer, unchanging.ValueComparer));
        var map = (Dictionary<TKey, TValue>)source;
        var copy = context.Note(map, new Dictionary<TKey, TValue>(map.Count, map.Comparer));
        foreach (var (key, value) in map) copy.Add(context.Copy(key), context.Copy(value));
        return copy;
    }

    private static object Fill<T>(object source, IEnumerable<T> items, object copy, CopyContext context)
    {
        context.Note(source, copy); // before its items: one of them may lead back to it
        var collection = copy as ICollection<T>;
        foreach (var item in items)
        {
            var copied = context.Copy(item);
            if (collection is not null) collection.Add(copied);
            else if (copy is Queue<T> queue) queue.Enqueue(copied);
            else ((Stack<T>)copy).Push(copied);
        }

        return copy;
    }
}

/// <summary>
/// Copies objects of marked types: a fresh object, and every member that has a number, its base classes' included. What has
/// no number is not part of the contract, and starts as it does in a new object.
/// </summary>
internal static class ObjectCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static CopyFunction For(Type type)
    {
        var members = MembersOf(type).ToArray();
        var hasConstructor = type.GetConstructor(Declared, []) is not null;
        return (source, context) =>
        {
            var fresh = hasConstructor ? Activator.CreateInstance(type, nonPublic: true)! : RuntimeHelpers.GetUninitializedObject(type);
            var copy = context.Note(source, fresh);
            foreach (var (field, asIs) in members) field.SetValue(copy, asIs ? field.GetValue(source) : context.Copy(field.GetValue(source)));
            return copy;
        };
    }

    /// <summary>The members that belong to the contract, by their fields; as they are, if what stands in them may be shared.</summary>
    internal static IEnumerable<(FieldInfo Field, bool AsIs)> MembersOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            var all = CollectionCopiers.IsContainer(level); // tuples and pairs are their fields
            var named = NamedByTheType(level);
            foreach (var field in level.GetFields(Declared).Where(f => all || f.IsDefined(typeof(IdAttribute)))) yield return Member(field, field);
            foreach (var property in level.GetProperties(Declared).Where(p => !all && (p.IsDefined(typeof(IdAttribute)) || named.Contains(p.Name))))
            {
                var backing = level.GetField($"<{property.Name}>k__BackingField", Declared)
                    ?? throw new CodecNotFoundException($"{level}.{property.Name} has a number and no field of its own: number the field behind it.");
                yield return Member(backing, property);
            }
        }
    }

    private static (FieldInfo Field, bool AsIs) Member(FieldInfo field, MemberInfo marked) =>
        (field, Immutability.OfStaticType(field.FieldType) || marked.IsDefined(typeof(ImmutableAttribute)));

    // A record's parameters have numbers by their order.
    private static HashSet<string> NamedByTheType(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        if (!isRecord || !type.IsDefined(typeof(GenerateSerializerAttribute), false)) return [];
        return type.GetConstructors(Declared)
            .Select(c => c.GetParameters())
            .Where(ps => ps.Length > 0 && Array.TrueForAll(ps, p => type.GetProperty(p.Name!)?.PropertyType == p.ParameterType))
            .SelectMany(ps => ps.Select(p => p.Name!))
            .ToHashSet();
    }
}

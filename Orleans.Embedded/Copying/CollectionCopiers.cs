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

    private static CopyFunction Typed(string method, params Type[] arguments) =>
        typeof(CollectionCopiers).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(arguments).CreateDelegate<CopyFunction>();

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
        if (source is Dictionary<TKey, TValue> map) return Fill(map, map, new Dictionary<TKey, TValue>(map.Count, map.Comparer), context);
        var unchanging = (ImmutableDictionary<TKey, TValue>)source;
        return context.Note(source, unchanging.ToImmutableDictionary(
            p => context.Copy(p.Key), p => context.Copy(p.Value), unchanging.KeyComparer, unchanging.ValueComparer));
    }

    private static object Fill<T>(object source, IEnumerable<T> items, object copy, CopyContext context)
    {
        Action<T> add = copy switch { Queue<T> queue => queue.Enqueue, Stack<T> stack => stack.Push, _ => ((ICollection<T>)copy).Add };
        context.Note(source, copy); // before its items: one of them may lead back to it
        foreach (var item in items) add(context.Copy(item));
        return copy;
    }
}

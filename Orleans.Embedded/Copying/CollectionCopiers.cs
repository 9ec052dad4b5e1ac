using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace Orleans.Copying;

/// <summary>Copiers of arrays and of the framework's collections. A derived collection is not the collection: it is marked or refused.</summary>
internal static class CollectionCopiers
{
    private static readonly Dictionary<Type, MethodInfo> Methods = typeof(CollectionCopiers)
        .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
        .Where(m => m.ReturnType.IsGenericType && m.GetParameters() is [var source, _] && source.ParameterType == m.ReturnType)
        .ToDictionary(m => m.ReturnType.GetGenericTypeDefinition());

    internal static bool Knows(Type type) => type.IsGenericType && Methods.ContainsKey(type.GetGenericTypeDefinition());

    /// <summary>Values made of values: tuples, pairs.</summary>
    internal static bool IsContainer(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) || type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple)));

    internal static CopyFunction? For(Type type) =>
        Knows(type) ? Wrap(Methods[type.GetGenericTypeDefinition()].MakeGenericMethod(type.GetGenericArguments()), type) : null;

    internal static CopyFunction ForArray(Type type)
    {
        var element = type.GetElementType()!;
        if (Immutability.OfStaticType(element)) return static (source, context) => context.Note(source, ((Array)source).Clone());
        if (!type.IsSZArray) return static (source, context) => Elements((Array)source, context);
        return Wrap(typeof(CollectionCopiers).GetMethod(nameof(Elements), 1, BindingFlags.Static | BindingFlags.NonPublic, null, [Type.MakeGenericMethodParameter(0).MakeArrayType(), typeof(CopyContext)], null)!.MakeGenericMethod(element), type);
    }

    private static CopyFunction Wrap(MethodInfo typed, Type type) => typeof(Typed<>).MakeGenericType(type)
        .GetMethod(nameof(Typed<>.Wrap), BindingFlags.Static | BindingFlags.NonPublic)!.CreateDelegate<Func<MethodInfo, CopyFunction>>()(typed);

    private static Array Elements(Array source, CopyContext context)
    {
        var copy = context.Note(source, (Array)source.Clone());
        var index = new int[source.Rank];
        Walk(0);
        return copy;

        void Walk(int dimension)
        {
            for (var i = source.GetLowerBound(dimension); i <= source.GetUpperBound(dimension); i++)
            {
                index[dimension] = i;
                if (dimension + 1 < source.Rank) Walk(dimension + 1);
                else copy.SetValue(context.Copy(source.GetValue(index)), index);
            }
        }
    }

    private static T[] Elements<T>(T[] source, CopyContext context)
    {
        var copy = context.Note(source, new T[source.Length]);
        for (var i = 0; i < source.Length; i++) copy[i] = context.Copy(source[i]);
        return copy;
    }

    private static List<T> List<T>(List<T> source, CopyContext context)
    {
        var copy = context.Note(source, new List<T>(source.Count));
        foreach (var item in source) copy.Add(context.Copy(item));
        return copy;
    }

    private static HashSet<T> HashSet<T>(HashSet<T> source, CopyContext context)
    {
        var copy = context.Note(source, new HashSet<T>(source.Count, source.Comparer));
        foreach (var item in source) copy.Add(context.Copy(item));
        return copy;
    }

    private static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull
    {
        var copy = context.Note(source, new Dictionary<TKey, TValue>(source.Count, source.Comparer));
        foreach (var (key, value) in source) copy.Add(context.Copy(key), context.Copy(value));
        return copy;
    }

    private static ConcurrentDictionary<TKey, TValue> Concurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull
    {
        var copy = context.Note(source, new ConcurrentDictionary<TKey, TValue>(source.Comparer));
        foreach (var (key, value) in source) copy.TryAdd(context.Copy(key), context.Copy(value));
        return copy;
    }

    private static SortedDictionary<TKey, TValue> Sorted<TKey, TValue>(SortedDictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull
    {
        var copy = context.Note(source, new SortedDictionary<TKey, TValue>(source.Comparer));
        foreach (var (key, value) in source) copy.Add(context.Copy(key), context.Copy(value));
        return copy;
    }

    private static SortedSet<T> SortedSet<T>(SortedSet<T> source, CopyContext context)
    {
        var copy = context.Note(source, new SortedSet<T>(source.Comparer));
        foreach (var item in source) copy.Add(context.Copy(item));
        return copy;
    }

    private static Queue<T> Queue<T>(Queue<T> source, CopyContext context)
    {
        var copy = context.Note(source, new Queue<T>(source.Count));
        foreach (var item in source) copy.Enqueue(context.Copy(item));
        return copy;
    }

    private static Stack<T> Stack<T>(Stack<T> source, CopyContext context)
    {
        var copy = context.Note(source, new Stack<T>(source.Count));
        foreach (var item in source.Reverse()) copy.Push(context.Copy(item));
        return copy;
    }

    private static ReadOnlyCollection<T> ReadOnly<T>(ReadOnlyCollection<T> source, CopyContext context) =>
        context.Note(source, new ReadOnlyCollection<T>([.. source.Select(context.Copy)]));

    private static ImmutableArray<T> ImmutableArray<T>(ImmutableArray<T> source, CopyContext context) =>
        source.IsDefault ? source : [.. source.Select(context.Copy)];

    private static ImmutableList<T> ImmutableList<T>(ImmutableList<T> source, CopyContext context) =>
        context.Note(source, (ImmutableList<T>)[.. source.Select(context.Copy)]);

    private static ImmutableDictionary<TKey, TValue> ImmutableDictionary<TKey, TValue>(ImmutableDictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull =>
        context.Note(source, source.ToImmutableDictionary(p => context.Copy(p.Key), p => context.Copy(p.Value), source.KeyComparer, source.ValueComparer));

    private static Memory<T> Memory<T>(Memory<T> source, CopyContext context) => Elements(source.ToArray(), context);

    private static ReadOnlyMemory<T> ReadOnlyMemory<T>(ReadOnlyMemory<T> source, CopyContext context) => Elements(source.ToArray(), context);

    private static class Typed<T>
        where T : notnull
    {
        internal static CopyFunction Wrap(MethodInfo method)
        {
            var typed = method.CreateDelegate<Func<T, CopyContext, T>>();
            return (source, context) => typed((T)source, context);
        }
    }
}

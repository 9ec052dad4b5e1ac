using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Orleans.Copying;

/// <summary>Copiers of arrays and of the framework's collections. A derived collection is not the collection: it is marked or refused.</summary>
internal static class CollectionCopiers
{
    private const BindingFlags Private = BindingFlags.Static | BindingFlags.NonPublic;

    // Each method below that copies a collection, by its type.
    private static readonly Dictionary<Type, MethodInfo> Methods = typeof(CollectionCopiers).GetMethods(Private)
        .Where(m => m.ReturnType.IsGenericType && m.GetParameters() is [var source, _] && source.ParameterType == m.ReturnType)
        .ToDictionary(m => m.ReturnType.GetGenericTypeDefinition());

    internal static bool Knows(Type type) => type.IsGenericType && Methods.ContainsKey(type.GetGenericTypeDefinition());

    /// <summary>Values made of values: tuples, pairs.</summary>
    internal static bool IsContainer(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) || type.IsAssignableTo(typeof(ITuple)));

    internal static CopyFunction? For(Type type) =>
        Knows(type) ? Wrap(Methods[type.GetGenericTypeDefinition()].MakeGenericMethod(type.GetGenericArguments()), type) : null;

    internal static CopyFunction ForArray(Type type)
    {
        var element = type.GetElementType()!;
        if (Immutability.OfStaticType(element)) return static (source, context) => context.Note(source, ((Array)source).Clone());
        if (!type.IsSZArray) return static (source, context) => Grid((Array)source, context);
        return Wrap(typeof(CollectionCopiers).GetMethod(nameof(Elements), Private)!.MakeGenericMethod(element), type);
    }

    private static CopyFunction Wrap(MethodInfo typed, Type type) =>
        typeof(CollectionCopiers).GetMethod(nameof(Untyped), Private)!.MakeGenericMethod(type).CreateDelegate<Func<MethodInfo, CopyFunction>>()(typed);

    private static CopyFunction Untyped<T>(MethodInfo method)
        where T : notnull
    {
        var typed = method.CreateDelegate<Func<T, CopyContext, T>>();
        return (source, context) => typed((T)source, context);
    }

    private static Array Grid(Array source, CopyContext context)
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

    private static TCollection Fill<TCollection, T>(TCollection copy, TCollection source, CopyContext context)
        where TCollection : class, ICollection<T>
    {
        context.Note(source, copy);
        foreach (var item in source) copy.Add(context.Copy(item));
        return copy;
    }

    private static List<T> List<T>(List<T> source, CopyContext context) => Fill<List<T>, T>(new(source.Count), source, context);

    private static HashSet<T> HashSet<T>(HashSet<T> source, CopyContext context) => Fill<HashSet<T>, T>(new(source.Count, source.Comparer), source, context);

    private static Dictionary<TKey, TValue> Dictionary<TKey, TValue>(Dictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull =>
        Fill<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(new(source.Count, source.Comparer), source, context);

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

    private static ImmutableArray<T> ImmutableArray<T>(ImmutableArray<T> source, CopyContext context) =>
        source.IsDefault ? source : [.. source.Select(context.Copy)];

    private static ImmutableList<T> ImmutableList<T>(ImmutableList<T> source, CopyContext context) =>
        context.Note(source, (ImmutableList<T>)[.. source.Select(context.Copy)]);

    private static ImmutableDictionary<TKey, TValue> ImmutableDictionary<TKey, TValue>(ImmutableDictionary<TKey, TValue> source, CopyContext context)
        where TKey : notnull =>
        context.Note(source, source.ToImmutableDictionary(p => context.Copy(p.Key), p => context.Copy(p.Value), source.KeyComparer, source.ValueComparer));
}

namespace Orleans.Copying;

/// <summary>Copies the arguments of one call, so that what was one object before is one object afterwards.</summary>
internal sealed class CopyContext
{
    private Dictionary<object, object>? _copies;
    private object? _firstSource;
    private object? _firstCopy;

    internal static T CopyOne<T>(T value) => Shared<T>.Always || value is null ? value : new CopyContext().Copy(value);

    internal T Copy<T>(T value)
    {
        if (Shared<T>.Always || value is null) return value;
        object source = value;
        var copier = Copier.For(source.GetType());
        if (copier is null) return value;
        return (T)(Known(source) ?? copier(source, this));
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

    private object? Known(object source) =>
        ReferenceEquals(source, _firstSource) ? _firstCopy : _copies?.GetValueOrDefault(source);

    private static class Shared<T>
    {
        internal static readonly bool Always = Immutability.OfStaticType(typeof(T));
    }
}

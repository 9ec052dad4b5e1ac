namespace Orleans.References;

/// <summary>How a method is called, by what it returns: the base class of its requests, and the method that sends them.</summary>
internal sealed record CallKind(Type Request, MethodInfo Send)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic;

    internal static bool IsSupported(MethodInfo method) =>
        TryOf(method) is not null && !method.IsGenericMethod && !Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef);

    internal static CallKind Of(MethodInfo method) =>
        TryOf(method) ?? throw new OrleansConfigurationException(
            $"{method.DeclaringType}.{method.Name} returns {method.ReturnType}: a grain interface method returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>.");

    internal bool IsSequence => Send.Name == nameof(GrainReference.Enumerate);

    /// <summary>The method of the request that takes what the grain's method has returned.</summary>
    internal MethodInfo Acceptor(MethodInfo method) => Request.GetMethod(Request == typeof(VoidCall) ? "AcceptEnd" : "Accept", Members, [method.ReturnType])!;

    private static CallKind? TryOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task)) return Make(typeof(VoidCall), nameof(GrainReference.Send), typeof(object));
        if (returned == typeof(ValueTask)) return Make(typeof(VoidCall), nameof(GrainReference.SendVoidValue));
        if (!returned.IsGenericType) return null;
        var (kind, value) = (returned.GetGenericTypeDefinition(), returned.GetGenericArguments()[0]);
        if (kind == typeof(Task<>)) return Make(typeof(ValueCall<>).MakeGenericType(value), nameof(GrainReference.Send), value);
        if (kind == typeof(ValueTask<>)) return Make(typeof(ValueCall<>).MakeGenericType(value), nameof(GrainReference.SendValue), value);
        if (kind == typeof(IAsyncEnumerable<>)) return Make(typeof(SequenceCall<>).MakeGenericType(value), nameof(GrainReference.Enumerate), value);
        return null;
    }

    private static CallKind Make(Type request, string send, params Type[] value)
    {
        var sender = typeof(GrainReference).GetMethod(send, Members)!;
        return new CallKind(request, sender.IsGenericMethod ? sender.MakeGenericMethod(value) : sender);
    }
}

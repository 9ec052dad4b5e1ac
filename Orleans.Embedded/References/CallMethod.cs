using System.Linq.Expressions;

namespace Orleans.References;

/// <summary>What is known of an interface method, found out once, and what is done with its requests, compiled from their class.</summary>
internal sealed class CallMethod
{
    internal CallMethod(MethodInfo method, CallKind kind, Type request)
    {
        (Method, Name, InterfaceType) = (method, method.Name, method.DeclaringType!);
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute)) || kind.IsSequence;
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        Arguments = Array.ConvertAll(method.GetParameters(), p => request.GetField(ProxyCompiler.Argument(p.Position))!);

        var given = Expression.Parameter(typeof(Request));
        var call = Expression.Convert(given, request);
        var target = Expression.Parameter(typeof(object));
        var returned = Expression.Call(Expression.Convert(target, InterfaceType), method, Arguments.Select(a => Expression.Field(call, a)));
        Invoke = Expression.Lambda<Action<Request, object>>(Expression.Call(call, kind.Acceptor(method), returned), given, target).Compile();

        var context = Expression.Parameter(typeof(CopyContext)); // one for all arguments
        var copies = Arguments.Where(a => !Immutability.OfStaticType(a.FieldType))
            .Select(a => Expression.Field(call, a))
            .Select(a => Expression.Assign(a, Expression.Call(context, nameof(CopyContext.Copy), [a.Type], a)))
            .ToArray();
        if (copies.Length > 0) Copy = Expression.Lambda<Action<Request, CopyContext>>(Expression.Block(copies), given, context).Compile();

        if (Array.Find(Arguments, a => a.FieldType == typeof(CancellationToken)) is not { } field) return;
        var (token, value) = (Expression.Field(call, field), Expression.Parameter(typeof(CancellationToken)));
        Token = Expression.Lambda<Func<Request, CancellationToken>>(token, given).Compile();
        SetToken = Expression.Lambda<Action<Request, CancellationToken>>(Expression.Assign(token, value), given, value).Compile();
    }

    /// <summary>A call of the engine's own (a timer's tick, an item of a stream) with the same rules of interleaving.</summary>
    internal CallMethod(string name, bool alwaysInterleave) => (Name, InterfaceType, AlwaysInterleave) = (name, typeof(CallMethod), alwaysInterleave);

    /// <summary>Null for the engine's own.</summary>
    internal MethodInfo? Method { get; }

    internal string Name { get; }

    internal Type InterfaceType { get; }

    internal string FullName => field ??= $"{InterfaceType.Name}.{Name}";

    internal bool IsInternal => Method is null;

    internal bool ReadOnly { get; }

    internal bool AlwaysInterleave { get; }

    internal bool OneWay { get; }

    /// <summary>Does a call keep the activation from being collected as idle?</summary>
    internal bool CountsAsUse { get; init; } = true;

    /// <summary>The fields of the request.</summary>
    internal FieldInfo[] Arguments { get; } = [];

    internal Action<Request, object>? Invoke { get; }

    /// <summary>Null, if all arguments may be shared.</summary>
    internal Action<Request, CopyContext>? Copy { get; }

    /// <summary>Null, if no argument is a token.</summary>
    internal Func<Request, CancellationToken>? Token { get; }

    internal Action<Request, CancellationToken>? SetToken { get; }
}

/// <summary>How a method is called, by what it returns: the base class of its requests, and the method that sends them.</summary>
internal sealed record CallKind(Type Request, MethodInfo Send)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic;

    internal bool IsSequence => Send.Name == nameof(GrainReference.Enumerate);

    internal static bool IsSupported(MethodInfo method) =>
        TryOf(method) is not null && !method.IsGenericMethod && !Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef);

    internal static CallKind Of(MethodInfo method) => TryOf(method) ?? throw new OrleansConfigurationException(Complaint(method));

    internal static string Complaint(MethodInfo method) =>
        $"{method.DeclaringType}.{method.Name} returns {method.ReturnType}: a grain interface method is not generic, takes nothing by reference, "
        + "and returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>.";

    /// <summary>The method of the request that takes what the grain's method has returned.</summary>
    internal MethodInfo Acceptor(MethodInfo method) =>
        Request.GetMethod(Request == typeof(VoidCall) ? "AcceptEnd" : "Accept", Members, [method.ReturnType])!;

    private static CallKind? TryOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task)) return Make(typeof(VoidCall), nameof(GrainReference.Send), typeof(object));
        if (returned == typeof(ValueTask)) return Make(typeof(VoidCall), nameof(GrainReference.SendVoidValue));
        if (!returned.IsGenericType) return null;
        var (kind, value) = (returned.GetGenericTypeDefinition(), returned.GetGenericArguments()[0]);
        if (kind == typeof(Task<>)) return Make(typeof(ValueCall<>).MakeGenericType(value), nameof(GrainReference.Send), value);
        if (kind == typeof(ValueTask<>)) return Make(typeof(ValueCall<>).MakeGenericType(value), nameof(GrainReference.SendValue), value);
        if (kind != typeof(IAsyncEnumerable<>)) return null;
        return Make(typeof(SequenceCall<>).MakeGenericType(value), nameof(GrainReference.Enumerate), value);
    }

    private static CallKind Make(Type request, string send, params Type[] value)
    {
        var sender = typeof(GrainReference).GetMethod(send, Members)!;
        return new CallKind(request, sender.IsGenericMethod ? sender.MakeGenericMethod(value) : sender);
    }
}

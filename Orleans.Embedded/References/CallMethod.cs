namespace Orleans.References;

/// <summary>What is known of an interface method, found out once.</summary>
internal sealed class CallMethod
{
    internal CallMethod(MethodInfo method, CallKind kind, Type request)
    {
        Method = method;
        Code = new CallCode(method, kind, request);
        Name = method.Name;
        InterfaceType = method.DeclaringType!;
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute)) || kind.IsSequence;
        OneWay = method.IsDefined(typeof(OneWayAttribute));
    }

    /// <summary>A call of the engine's own (a timer's tick, an item of a stream) with the same rules of interleaving.</summary>
    internal CallMethod(string name, bool alwaysInterleave)
    {
        Name = name;
        InterfaceType = typeof(CallMethod);
        AlwaysInterleave = alwaysInterleave;
    }

    /// <summary>Null, as <see cref="Code"/> is, for the engine's own.</summary>
    internal MethodInfo? Method { get; }

    internal CallCode? Code { get; }

    internal string Name { get; }

    internal Type InterfaceType { get; }

    internal string FullName => field ??= $"{InterfaceType.Name}.{Name}";

    internal bool ReadOnly { get; }

    internal bool AlwaysInterleave { get; }

    internal bool OneWay { get; }

    internal bool IsInternal => Code is null;

    /// <summary>Does a call keep the activation from being collected as idle?</summary>
    internal bool CountsAsUse { get; init; } = true;
}

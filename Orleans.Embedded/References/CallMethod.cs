namespace Orleans.References;

/// <summary>What is known of an interface method, found out once.</summary>
internal sealed class CallMethod
{
    internal CallMethod(MethodInfo method)
    {
        Method = method;
        Name = method.Name;
        InterfaceType = method.DeclaringType!;
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute)) || IsSequence(method.ReturnType);
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        Timeout = (method.GetCustomAttribute<ResponseTimeoutAttribute>() ?? InterfaceType.GetCustomAttribute<ResponseTimeoutAttribute>())?.Timeout;
        ParameterCount = method.GetParameters().Length;
    }

    /// <summary>A call of the engine's own (a timer's tick, an item of a stream) with the same rules of interleaving.</summary>
    internal CallMethod(string name, bool alwaysInterleave)
    {
        Name = name;
        InterfaceType = typeof(CallMethod);
        AlwaysInterleave = alwaysInterleave;
        IsInternal = true;
    }

    internal MethodInfo? Method { get; }

    internal string Name { get; }

    internal Type InterfaceType { get; }

    internal string FullName => field ??= $"{InterfaceType.Name}.{Name}";

    internal bool ReadOnly { get; }

    internal bool AlwaysInterleave { get; }

    internal bool OneWay { get; }

    internal bool IsInternal { get; }

    /// <summary>Does a call keep the activation from being collected as idle?</summary>
    internal bool CountsAsUse { get; init; } = true;

    internal TimeSpan? Timeout { get; }

    internal int ParameterCount { get; }

    internal static bool IsSequence(Type returned) =>
        returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>);
}

namespace Orleans.Storage;

/// <summary>Makes the <see cref="IPersistentState{TState}"/> for a constructor's parameter.</summary>
internal static class PersistentStateFacet
{
    private static readonly MethodInfo Factory = typeof(PersistentStateFacet).GetMethod(nameof(Make), BindingFlags.Static | BindingFlags.NonPublic)!;

    internal static Func<Activation, object?>? For(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } wanted) return null;
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"[PersistentState] stands on the parameter {parameter}, which is no IPersistentState<T>.");
        return (Func<Activation, object?>)Factory.MakeGenericMethod(parameter.ParameterType.GetGenericArguments()).Invoke(null, [wanted])!;
    }

    private static Func<Activation, object?> Make<TState>(PersistentStateAttribute wanted) =>
        activation => new StateBridge<TState>(activation, wanted.StateName, wanted.StorageName);
}

namespace Orleans.Catalog;

/// <summary>What is known of a grain class, found out once at the start.</summary>
internal sealed class GrainClass(Type type, int collectionAge)
{
    private readonly Func<Activation, Grain> _constructor = Constructor(type);

    internal Type Type => type;

    internal GrainType GrainType { get; } = GrainType.Create(NameOf(type));

    internal Type[] Interfaces { get; } = [.. type.GetInterfaces().Where(GrainTypes.IsGrainInterface)];

    internal bool Reentrant { get; } = type.IsDefined(typeof(ReentrantAttribute), true);

    internal Func<object, IInvokable, bool>? MayInterleave { get; } =
        type.GetCustomAttribute<MayInterleaveAttribute>(true) is { } attribute ? Predicate(type, attribute.Name) : null;

    /// <summary>Zero: one activation for each key, not workers.</summary>
    internal int MaxWorkers { get; } = type.GetCustomAttribute<StatelessWorkerAttribute>(true)?.MaxLocalWorkers ?? 0;

    /// <summary>In ticks of the collector.</summary>
    internal int CollectionAge => collectionAge;

    internal bool FiltersItself { get; } = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));

    internal bool HasOnActivate { get; } = Overrides(type, nameof(Grain.OnActivateAsync));

    internal bool HasOnDeactivate { get; } =
        Overrides(type, nameof(Grain.OnDeactivateAsync)) || type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable));

    internal Grain Create(Activation activation)
    {
        try
        {
            return _constructor(activation);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The grain class {type.FullName} could not be made: {exception.Message}", exception);
        }
    }

    /// <summary>Arguments come from the activation's services, or are states. Services that nobody asks for are not made.</summary>
    private static Func<Activation, Grain> Constructor(Type type)
    {
        var parameters = type.GetConstructors().SelectMany(c => c.GetParameters()).ToArray();
        var states = Array.FindAll(parameters, p => p.IsDefined(typeof(PersistentStateAttribute)));
        var makers = Array.ConvertAll(states, StateMaker);
        var factory = ActivatorUtilities.CreateFactory(type, Array.ConvertAll(states, s => s.ParameterType));
        return activation => (Grain)factory(
            parameters.Length > states.Length ? activation.ActivationServices : activation.Silo.Services,
            Array.ConvertAll(makers, make => make(activation)));
    }

    private static Func<Activation, object> StateMaker(ParameterInfo parameter)
    {
        if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new OrleansConfigurationException($"[PersistentState] stands on the parameter {parameter}, which is no IPersistentState<T>.");
        var wanted = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var made = typeof(PersistentState<>).MakeGenericType(parameter.ParameterType.GetGenericArguments());
        var factory = ActivatorUtilities.CreateFactory(made, [typeof(Activation), typeof(PersistentStateAttribute)]);
        return activation => activation.LoadFirst((Core.IStorage)factory(activation.Silo.Services, [activation, wanted]));
    }

    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given) return given.Name;
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
    }

    private static bool Overrides(Type type, string name) =>
        type.GetMethods().Any(m => m.Name == name && m.GetBaseDefinition().DeclaringType == typeof(Grain) && m.DeclaringType != typeof(Grain));

    private static Func<object, IInvokable, bool> Predicate(Type type, string name)
    {
        const BindingFlags any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var method = type.GetMethod(name, any | BindingFlags.FlattenHierarchy, [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
            throw new OrleansConfigurationException($"{type.FullName} names {name} as its predicate, but has no method bool {name}(IInvokable).");
        return (grain, request) => (bool)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, [request], null)!;
    }
}

namespace Orleans.Catalog;

/// <summary>What is known of a grain class, found out once at the start.</summary>
internal sealed class GrainClass
{
    private readonly Func<Activation, Grain> _constructor;

    internal GrainClass(Type type, int collectionAge)
    {
        Type = type;
        GrainType = NameOf(type);
        Interfaces = [.. type.GetInterfaces().Where(GrainTypes.IsGrainInterface)];
        Reentrant = type.IsDefined(typeof(ReentrantAttribute), true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>(true)?.MaxLocalWorkers ?? 0;
        CollectionAge = collectionAge;
        FiltersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        HasOnActivate = Overrides(nameof(Grain.OnActivateAsync));
        HasOnDeactivate = Overrides(nameof(Grain.OnDeactivateAsync)) || typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type);
        if (type.GetCustomAttribute<MayInterleaveAttribute>(true) is { } attribute) MayInterleave = Predicate(attribute.Name);
        _constructor = GrainConstructor.Compile(type);
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    internal Type[] Interfaces { get; }

    internal bool Reentrant { get; }

    internal Func<object, IInvokable, bool>? MayInterleave { get; }

    /// <summary>Zero: one activation for each key, not workers.</summary>
    internal int MaxWorkers { get; }

    /// <summary>In ticks of the collector.</summary>
    internal int CollectionAge { get; }

    internal bool FiltersItself { get; }

    internal bool HasOnActivate { get; }

    internal bool HasOnDeactivate { get; }

    internal Grain Create(Activation activation)
    {
        try
        {
            return _constructor(activation);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"The grain class {Type.FullName} could not be made: {exception.Message}", exception);
        }
    }

    private static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } given) return GrainType.Create(given.Name);
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.EndsWith("grain", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name);
    }

    private bool Overrides(string name) =>
        Type.GetMethods().Any(m => m.Name == name && m.GetBaseDefinition().DeclaringType == typeof(Grain) && m.DeclaringType != typeof(Grain));

    private Func<object, IInvokable, bool> Predicate(string name)
    {
        const BindingFlags any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var method = Type.GetMethod(name, any, [typeof(IInvokable)]);
        if (method?.ReturnType != typeof(bool))
            throw new OrleansConfigurationException($"{Type.FullName} names {name} as its predicate, but has no method bool {name}(IInvokable).");
        return (grain, request) => (bool)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, [request], null)!;
    }
}

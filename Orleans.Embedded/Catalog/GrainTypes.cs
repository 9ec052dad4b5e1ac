namespace Orleans.Catalog;

/// <summary>The grain classes of the program, and which of them stands behind an interface.</summary>
internal sealed class GrainTypes
{
    private readonly Dictionary<GrainType, GrainClass> _classes = [];
    private readonly ConcurrentDictionary<Type, GrainType> _defaults = new();

    internal GrainTypes(GrainCollectionOptions options, Func<TimeSpan, int> quanta)
    {
        foreach (var type in ApplicationParts.Types().Where(t => t is { IsAbstract: false, ContainsGenericParameters: false }))
        {
            if (!type.IsSubclassOf(typeof(Grain)) || !type.GetInterfaces().Any(IsGrainInterface)) continue;
            var added = new GrainClass(type, quanta(AgeOf(type, options)));
            if (_classes.TryAdd(added.GrainType, added)) continue;
            throw new OrleansConfigurationException(
                $"{type.FullName} and {_classes[added.GrainType].Type.FullName} have the grain type '{added.GrainType}': give one a [GrainType].");
        }
    }

    internal IEnumerable<GrainClass> Classes => _classes.Values;

    internal static bool IsGrainInterface(Type type) =>
        type.IsInterface && typeof(IAddressable).IsAssignableFrom(type) && type.Assembly != typeof(IAddressable).Assembly;

    internal GrainClass? ClassOf(GrainType type) => _classes.GetValueOrDefault(type);

    /// <summary>The grain type behind an interface, among several the one whose class name starts with the prefix.</summary>
    internal GrainType TypeFor(Type grainInterface, string? prefix = null) =>
        string.IsNullOrEmpty(prefix) ? _defaults.GetOrAdd(grainInterface, i => Resolve(i, null)) : Resolve(grainInterface, prefix);

    /// <summary>Finds, at the start, what would fail at the first call; where it is asked for, types that cannot travel too.</summary>
    internal void Check(bool carriedTypesToo)
    {
        var methods = Classes.SelectMany(c => c.Interfaces).Distinct().SelectMany(ProxyCompiler.MethodsOf).Distinct().ToArray();
        var carried =
            from method in methods
            from type in method.GetParameters().Select(p => p.ParameterType).Concat(method.ReturnType.GetGenericArguments())
            let complaint = Copier.Complaint(type)
            where carriedTypesToo && complaint is not null
            select $"{method.DeclaringType}.{method.Name}: {complaint}";
        var complaints = string.Join(Environment.NewLine, methods.Where(m => !CallKind.IsSupported(m)).Select(CallKind.Complaint).Concat(carried));
        if (complaints.Length > 0) throw new OrleansConfigurationException(complaints);
    }

    private GrainType Resolve(Type grainInterface, string? prefix)
    {
        var found = _classes.Values.Where(c => grainInterface.IsAssignableFrom(c.Type)).ToArray();
        if (prefix is not null)
        {
            var exact = Array.Find(found, c => c.Type.FullName == prefix);
            found = exact is null ? Array.FindAll(found, c => c.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)) : [exact];
        }

        if (found.Length == 1) return found[0].GrainType;
        if (Array.Find(found, c => "I" + c.Type.Name == grainInterface.Name) is { } namesake) return namesake.GrainType;
        var names = string.Join(", ", found.Select(c => c.Type.FullName));
        throw new ArgumentException(found.Length == 0
            ? $"No grain class implements {grainInterface.FullName}{(prefix is null ? "" : $" and is called {prefix}…")}."
            : $"{grainInterface.FullName} is implemented by several grain classes: {names}. Give a class name prefix.");
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options) =>
        options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>(true)?.AgeLimit ?? options.CollectionAge;
}

/// <summary>The types of the program that may have to do with grains: those of assemblies that refer to this one.</summary>
internal static class ApplicationParts
{
    internal static IEnumerable<Type> Types() => Assemblies().SelectMany(a => a.GetTypes());

    private static HashSet<Assembly> Assemblies()
    {
        var engine = typeof(ApplicationParts).Assembly;
        var seen = new HashSet<string>();
        var parts = new HashSet<Assembly>();
        var open = new Stack<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic));
        while (open.TryPop(out var assembly))
        {
            if (!seen.Add(assembly.FullName!) || IsFramework(assembly.GetName())) continue;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (name.Name == engine.GetName().Name) parts.Add(assembly);
                else if (!IsFramework(name) && !seen.Contains(name.FullName) && TryLoad(name) is { } referenced) open.Push(referenced);
            }
        }

        return parts;
    }

    private static bool IsFramework(AssemblyName name) =>
        name.Name is null or "mscorlib" or "netstandard" || name.Name.StartsWith("System.", StringComparison.Ordinal)
        || name.Name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.Name.StartsWith("xunit", StringComparison.Ordinal);

    // An assembly that is referred to and not there cannot hold grains that anybody could run.
    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}

namespace Orleans.Catalog;

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

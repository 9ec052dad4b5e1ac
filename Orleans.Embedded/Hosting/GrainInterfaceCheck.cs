namespace Orleans.Hosting;

/// <summary>Finds, at the start, what would fail at the first call. While one develops, types that cannot travel too.</summary>
internal static class GrainInterfaceCheck
{
    internal static void Run(Silo silo)
    {
        var methods = silo.Types.Classes.SelectMany(c => c.Interfaces).Distinct().SelectMany(ProxyCompiler.MethodsOf).Distinct().ToArray();
        var wrong = methods.Where(m => !CallKind.IsSupported(m)).Select(m =>
            $"{Name(m)} returns {m.ReturnType}: a grain interface method is not generic, takes nothing by reference, and returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>");
        if (silo.Services.GetService<IHostEnvironment>()?.IsDevelopment() ?? false)
            wrong = wrong.Concat(methods.SelectMany(m => Carried(m).Select(Copier.Complaint).OfType<string>().Select(c => $"{Name(m)}: {c}")));
        var complaints = string.Join(Environment.NewLine, wrong);
        if (complaints.Length > 0) throw new OrleansConfigurationException(complaints);
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";

    private static IEnumerable<Type> Carried(MethodInfo method) =>
        method.GetParameters().Select(p => p.ParameterType).Concat(method.ReturnType.GetGenericArguments());
}

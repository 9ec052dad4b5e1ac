using Orleans.Serialization.Configuration;

namespace Orleans.Serialization.Configuration
{
    /// <summary>How the types that travel in calls are looked at.</summary>
    public sealed class TypeManifestOptions
    {
        /// <summary>Look for types that cannot travel when the silo starts; if not set, in the Development environment.</summary>
        public bool? EnableConfigurationAnalysis { get; set; }
    }
}

namespace Orleans.Hosting
{
    /// <summary>Finds, at the start, what would fail at the first call.</summary>
    internal sealed class GrainInterfaceCheck(IOptions<TypeManifestOptions> options, IHostEnvironment? environment = null)
    {
        internal void Run(Silo silo)
        {
            var methods = silo.Types.Classes.SelectMany(c => c.Interfaces).Distinct().SelectMany(ProxyCompiler.MethodsOf).Distinct().ToArray();
            var wrong = methods.Where(m => !CallKind.IsSupported(m)).Select(m =>
                $"{Name(m)} returns {m.ReturnType}: a grain interface method is not generic, takes nothing by reference, and returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>");
            if (options.Value.EnableConfigurationAnalysis ?? environment?.IsDevelopment() ?? false)
            {
                wrong = wrong.Concat(methods.SelectMany(m => Carried(m).Select(Copier.Complaint).OfType<string>().Select(c => $"{Name(m)}: {c}")));
            }

            var complaints = wrong.ToArray();
            if (complaints.Length > 0) throw new OrleansConfigurationException(string.Join(Environment.NewLine, complaints));
        }

        private static string Name(MethodInfo method) => $"{method.DeclaringType}.{method.Name}";

        private static IEnumerable<Type> Carried(MethodInfo method) =>
            method.GetParameters().Select(p => p.ParameterType).Concat(method.ReturnType.GetGenericArguments());
    }
}

using System.Reflection;
using Orleans.Catalog;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Makes the <see cref="IPersistentState{TState}"/> for a constructor's parameter.</summary>
internal static class PersistentStateFacet
{
    internal static Func<Activation, object?>? For(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<PersistentStateAttribute>() is null
            ? null
            : _ => throw new NotSupportedException("[PersistentState] is not supported yet.");
}

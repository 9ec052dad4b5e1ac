using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.References;

/// <summary>How a method is called, by what it returns: the base class of its requests, who sends them, who takes its answer.</summary>
internal sealed record CallKind(Type Request, string Send)
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic;

    internal static bool IsSupported(MethodInfo method) =>
        TryOf(method) is not null && !method.IsGenericMethod && !Array.Exists(method.GetParameters(), p => p.ParameterType.IsByRef);

    internal static CallKind Of(MethodInfo method) =>
        TryOf(method) ?? throw new OrleansConfigurationException(
            $"{method.DeclaringType}.{method.Name} returns {method.ReturnType}: a grain interface method returns Task, Task<T>, ValueTask, ValueTask<T> or IAsyncEnumerable<T>.");

    internal MethodInfo Sender(MethodInfo method)
    {
        var name = Send + (method.IsDefined(typeof(OneWayAttribute)) && Request == typeof(VoidCall) ? "OneWay" : "");
        var generic = method.ReturnType.IsGenericType;
        var sender = Array.Find(typeof(GrainReference).GetMethods(Members), m => m.Name == name && m.IsGenericMethod == generic)!;
        return generic ? sender.MakeGenericMethod(method.ReturnType.GetGenericArguments()) : sender;
    }

    internal MethodInfo Acceptor(MethodInfo method) => Request.GetMethod("Accept", Members, [method.ReturnType])!;

    private static CallKind? TryOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        if (returned == typeof(Task)) return new CallKind(typeof(VoidCall), "Send");
        if (returned == typeof(ValueTask)) return new CallKind(typeof(VoidCall), "SendValue");
        if (!returned.IsGenericType) return null;
        var (kind, value) = (returned.GetGenericTypeDefinition(), returned.GetGenericArguments()[0]);
        if (kind == typeof(Task<>)) return new CallKind(typeof(ValueCall<>).MakeGenericType(value), "Send");
        if (kind == typeof(ValueTask<>)) return new CallKind(typeof(ValueCall<>).MakeGenericType(value), "SendValue");
        if (kind == typeof(IAsyncEnumerable<>)) return new CallKind(typeof(SequenceCall<>).MakeGenericType(value), "Enumerate");
        return null;
    }
}

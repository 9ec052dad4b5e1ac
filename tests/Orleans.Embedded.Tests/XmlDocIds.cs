using System.Reflection;
using System.Text;

namespace Orleans.Embedded.Tests;

/// <summary>The ids by which XML documentation, and the list of Orleans' public members, name types and members.</summary>
internal static class XmlDocIds
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Everything that another assembly can see of a type: itself, and what it declares.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        yield return "T:" + Name(type);
        if (typeof(Delegate).IsAssignableFrom(type)) yield break; // a delegate is its signature, which its invocation shows
        foreach (var field in type.GetFields(Declared).Where(f => (f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly) && !f.IsSpecialName))
            yield return $"F:{Name(type)}.{field.Name}";
        foreach (var property in type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible)))
            yield return $"P:{Name(type)}.{property.Name}{Parameters(property.GetIndexParameters())}";
        foreach (var @event in type.GetEvents(Declared).Where(e => IsVisible(e.AddMethod!)))
            yield return $"E:{Name(type)}.{@event.Name}";
        foreach (var constructor in type.GetConstructors(Declared).Where(c => IsVisible(c) && !c.IsStatic))
            yield return $"M:{Name(type)}.#ctor{Parameters(constructor.GetParameters())}";
        foreach (var method in type.GetMethods(Declared).Where(m => IsVisible(m) && !IsAccessor(m)))
            yield return Method(type, method);
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Method(Type type, MethodInfo method)
    {
        var arity = method.IsGenericMethod ? "``" + method.GetGenericArguments().Length : "";
        var conversion = method.Name is "op_Explicit" or "op_Implicit" ? "~" + Reference(method.ReturnType) : "";
        return $"M:{Name(type)}.{method.Name}{arity}{Parameters(method.GetParameters())}{conversion}";
    }

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(",", parameters.Select(p => Reference(p.ParameterType)))})";

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    /// <summary>A type as it stands in a list of parameters.</summary>
    private static string Reference(Type type)
    {
        if (type.IsByRef) return Reference(type.GetElementType()!) + "@";
        if (type.IsArray) return Reference(type.GetElementType()!) + (type.IsSZArray ? "[]" : $"[{string.Join(",", Enumerable.Repeat("0:", type.GetArrayRank()))}]");
        if (type.IsPointer) return Reference(type.GetElementType()!) + "*";
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        return type.IsGenericType ? Constructed(type) : Name(type);
    }

    // The arguments of a generic type stand behind the part of the name that takes them.
    private static string Constructed(Type type)
    {
        var arguments = new Queue<Type>(type.GetGenericArguments());
        var result = new StringBuilder();
        foreach (var part in Name(type).Split('.'))
        {
            var tick = part.IndexOf('`');
            result.Append(result.Length > 0 ? "." : "").Append(tick < 0 ? part : part[..tick]);
            if (tick < 0) continue;
            var count = int.Parse(part[(tick + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            result.Append('{').AppendJoin(',', Enumerable.Range(0, count).Select(_ => Reference(arguments.Dequeue()))).Append('}');
        }

        return result.ToString();
    }
}

using System.Globalization;
using System.Reflection;
using System.Text;

namespace Orders.Tests;

/// <summary>Writes the wire contract down: every interface with its methods, every message with its fields, by alias and id.</summary>
internal static class ContractSnapshot
{
    public static string Write(Contract contract)
    {
        var text = new StringBuilder();
        foreach (var type in contract.Interfaces.OrderBy(Contract.AliasOf, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"interface {Contract.AliasOf(type)} : {KeyOf(type)}\n");
            foreach (var method in type.GetMethods().OrderBy(Contract.AliasOf, StringComparer.Ordinal)) text.Append(LineOf(method));
        }

        foreach (var type in contract.Messages.OrderBy(Contract.AliasOf, StringComparer.Ordinal))
        {
            var parent = type.BaseType is { } b && contract.Messages.Contains(b) ? " : " + Contract.AliasOf(b) : "";
            text.Append(CultureInfo.InvariantCulture, $"message {Contract.AliasOf(type)}{parent}\n");
            foreach (var (id, member) in Contract.FieldsOf(type).OrderBy(f => f.Id))
                text.Append(CultureInfo.InvariantCulture, $"  {id} {member.Name}: {NameOf(member.PropertyType)}\n");
        }

        foreach (var type in contract.Enums.OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            var values = Enum.GetValues(type).Cast<object>().Select(v => $"{v}={Convert.ToInt64(v, CultureInfo.InvariantCulture)}");
            text.Append(CultureInfo.InvariantCulture, $"enum {type.Name} {string.Join(" ", values)}\n");
        }

        return text.ToString();
    }

    private static string LineOf(MethodInfo method)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(p => NameOf(p.ParameterType)));
        var how = string.Concat(method.GetCustomAttributes().Select(a => a.GetType().Name.Replace("Attribute", "", StringComparison.Ordinal))
            .Where(name => name is "ReadOnly" or "AlwaysInterleave" or "OneWay").Order(StringComparer.Ordinal).Select(name => $" [{name}]"));
        return $"  {Contract.AliasOf(method)}({parameters}): {NameOf(method.ReturnType)}{how}\n";
    }

    private static string KeyOf(Type type) => string.Join(", ", type.GetInterfaces()
        .Where(i => i.Namespace == "Orleans" && i.Name.StartsWith("IGrainWith", StringComparison.Ordinal) || i.Name == "IGrainObserver")
        .Select(i => i.Name).Order(StringComparer.Ordinal));

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return NameOf(inner) + "?";
        if (!type.IsGenericType) return type.Assembly == typeof(OrderId).Assembly && !type.IsEnum ? Contract.AliasOf(type) : type.Name;
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>";
    }
}

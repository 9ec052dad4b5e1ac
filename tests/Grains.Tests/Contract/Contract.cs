using System.Collections.Immutable;
using System.Reflection;
using Orleans.Runtime;

namespace Orders.Tests;

/// <summary>Everything of Grains.Interfaces that goes over the wire: found from the grain interfaces' methods, not from a list.</summary>
internal sealed class Contract
{
    private static readonly Assembly Assembly = typeof(OrderId).Assembly;

    private readonly HashSet<Type> _messages = [];
    private readonly HashSet<Type> _enums = [];
    private readonly HashSet<Type> _foreign = [];

    public Contract()
    {
        Interfaces = [.. Assembly.GetTypes().Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];
        foreach (var method in Interfaces.SelectMany(t => t.GetMethods()))
        {
            Visit(method.ReturnType);
            foreach (var parameter in method.GetParameters()) Visit(parameter.ParameterType);
        }

        // What goes down a stream stands in no method.
        Visit(typeof(OrderEvent));
        Visit(typeof(OrderChanged));
        foreach (var exception in Assembly.GetTypes().Where(typeof(Exception).IsAssignableFrom)) _messages.Add(exception);
    }

    public ImmutableArray<Type> Interfaces { get; }

    public ImmutableHashSet<Type> Messages => [.. _messages];

    public ImmutableHashSet<Type> Enums => [.. _enums];

    /// <summary>Types of others (string, int, ImmutableArray, …) that messages are made of.</summary>
    public ImmutableHashSet<Type> Foreign => [.. _foreign];

    public static string AliasOf(MemberInfo member) =>
        member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? $"(no alias) {member.DeclaringType?.Name}.{member.Name}";

    /// <summary>What a message holds itself; what its base holds has ids of its own.</summary>
    public static IEnumerable<(uint Id, PropertyInfo Member)> FieldsOf(Type message) =>
        from property in message.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let id = property.GetCustomAttribute<IdAttribute>()
        where id is not null
        select (id.Id, property);

    private void Visit(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            Visit(inner);
            return;
        }

        if (type.IsGenericType)
        {
            _foreign.Add(type.GetGenericTypeDefinition());
            foreach (var argument in type.GetGenericArguments()) Visit(argument);
        }
        else if (type.Assembly != Assembly)
        {
            _foreign.Add(type);
        }
        else if (type.IsEnum)
        {
            _enums.Add(type);
        }
        else if (!typeof(IAddressable).IsAssignableFrom(type) && _messages.Add(type))
        {
            foreach (var (_, member) in FieldsOf(type)) Visit(member.PropertyType);
            foreach (var derived in Assembly.GetTypes().Where(t => t.BaseType == type)) Visit(derived);
        }
    }
}

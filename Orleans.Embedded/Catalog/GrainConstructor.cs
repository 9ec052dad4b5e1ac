using System.Linq.Expressions;

namespace Orleans.Catalog;

/// <summary>
/// Compiles the making of a grain object: arguments come from the activation's services, or from a facet (an attribute on the
/// parameter that says what to make for it).
/// </summary>
internal static class GrainConstructor
{
    internal static Func<Activation, Grain> Compile(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.FirstOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
            ?? constructors.MaxBy(c => c.GetParameters().Length)
            ?? throw new OrleansConfigurationException($"The grain class {type.FullName} has no public constructor.");
        var activation = Expression.Parameter(typeof(Activation));
        var arguments = constructor.GetParameters().Select(p => Expression.Convert(
            Expression.Invoke(Expression.Constant(Source(p)), activation), p.ParameterType));
        return Expression.Lambda<Func<Activation, Grain>>(Expression.New(constructor, arguments), activation).Compile();
    }

    private static Func<Activation, object?> Source(ParameterInfo parameter)
    {
        var wanted = parameter.ParameterType;
        if (PersistentStateFacet.For(parameter) is { } facet) return facet;
        if (wanted == typeof(IGrainContext)) return activation => activation;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return activation => activation.ActivationServices.GetRequiredKeyedService(wanted, keyed.Key);
        if (parameter.HasDefaultValue)
            return activation => activation.ActivationServices.GetService(wanted) ?? parameter.DefaultValue;
        return activation => activation.ActivationServices.GetRequiredService(wanted);
    }
}

using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>
/// Copies objects of marked types: a fresh object, and every member that has a number, its base classes' included. What has
/// no number is not part of the contract, and starts as it does in a new object.
/// </summary>
internal static class ObjectCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static CopyFunction For(Type type)
    {
        var members = MembersOf(type).ToArray();
        var isConstructed = type.GetConstructor(Declared, []) is not null;
        return (source, context) =>
        {
            var copy = context.Note(source, isConstructed ? Activator.CreateInstance(type, nonPublic: true)! : RuntimeHelpers.GetUninitializedObject(type));
            foreach (var (field, asIs) in members) field.SetValue(copy, asIs ? field.GetValue(source) : context.Copy(field.GetValue(source)));
            return copy;
        };
    }

    /// <summary>The members that belong to the contract, by their fields; as they are, if what stands in them may be shared.</summary>
    internal static IEnumerable<(FieldInfo Field, bool AsIs)> MembersOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            var all = CollectionCopiers.IsContainer(level); // tuples and pairs are their fields
            var named = NamedByTheType(level);
            foreach (var field in level.GetFields(Declared).Where(f => all || f.IsDefined(typeof(IdAttribute)))) yield return Member(field, field);
            foreach (var property in level.GetProperties(Declared).Where(p => !all && (p.IsDefined(typeof(IdAttribute)) || named.Contains(p.Name))))
            {
                var backing = level.GetField($"<{property.Name}>k__BackingField", Declared)
                    ?? throw new CodecNotFoundException($"{level}.{property.Name} has a number and no field of its own: give the number to the field that it stands for.");
                yield return Member(backing, property);
            }
        }
    }

    private static (FieldInfo Field, bool AsIs) Member(FieldInfo field, MemberInfo marked) =>
        (field, Immutability.OfStaticType(field.FieldType) || marked.IsDefined(typeof(ImmutableAttribute)));

    // A record's parameters have numbers by their order.
    private static HashSet<string> NamedByTheType(Type type)
    {
        var isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        if (!isRecord || !type.IsDefined(typeof(GenerateSerializerAttribute), false)) return [];
        return type.GetConstructors(Declared)
            .Select(c => c.GetParameters())
            .Where(ps => ps.Length > 0 && Array.TrueForAll(ps, p => type.GetProperty(p.Name!)?.PropertyType == p.ParameterType))
            .SelectMany(ps => ps.Select(p => p.Name!))
            .ToHashSet();
    }
}

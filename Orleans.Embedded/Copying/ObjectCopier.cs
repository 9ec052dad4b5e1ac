using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Copying;

/// <summary>
/// Compiles copiers of marked types: a fresh object, and every member that has a number, its base classes' included. What has
/// no number is not part of the contract, and starts as it does in a new object.
/// </summary>
internal static class ObjectCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    internal static CopyFunction Compile(Type type)
    {
        var method = new DynamicMethod($"Copy {type}", typeof(object), [typeof(object), typeof(CopyContext)], typeof(ObjectCopier).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var (source, copy) = (code.DeclareLocal(type), code.DeclareLocal(type));
        var load = type.IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc;
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Unbox_Any, type);
        code.Emit(OpCodes.Stloc, source);
        if (!type.IsValueType)
        {
            var start = type.GetConstructor(Declared, []) is null ? nameof(Uninitialized) : nameof(Constructed);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Call, typeof(ObjectCopier).GetMethod(start, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type));
            code.Emit(OpCodes.Stloc, copy);
        }

        foreach (var member in MembersOf(type))
        {
            code.Emit(load, copy);
            if (!member.AsIs) code.Emit(OpCodes.Ldarg_1);
            code.Emit(load, source);
            code.Emit(OpCodes.Ldfld, member.Field);
            if (!member.AsIs) code.Emit(OpCodes.Call, CopyOf(member.Field.FieldType));
            code.Emit(OpCodes.Stfld, member.Field);
        }

        code.Emit(OpCodes.Ldloc, copy);
        code.Emit(OpCodes.Box, type);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<CopyFunction>();
    }

    internal static IEnumerable<CopiedMember> MembersOf(Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            var all = CollectionCopiers.IsContainer(level); // tuples and pairs are their fields
            var named = NamedByTheType(level);
            foreach (var field in level.GetFields(Declared))
            {
                if (all || field.IsDefined(typeof(IdAttribute))) yield return Member(field, field);
            }

            foreach (var property in level.GetProperties(Declared).Where(p => !all && (p.IsDefined(typeof(IdAttribute)) || named.Contains(p.Name))))
            {
                var backing = level.GetField($"<{property.Name}>k__BackingField", Declared)
                    ?? throw new CodecNotFoundException($"{level}.{property.Name} has a number and no field of its own: give the number to the field that it stands for.");
                yield return Member(backing, property);
            }
        }
    }

    private static CopiedMember Member(FieldInfo field, MemberInfo marked) =>
        new(field, Immutability.OfStaticType(field.FieldType) || marked.IsDefined(typeof(ImmutableAttribute)));

    private static T Constructed<T>(object source, CopyContext context)
        where T : class => context.Note(source, (T)Activator.CreateInstance(typeof(T), nonPublic: true)!);

    private static T Uninitialized<T>(object source, CopyContext context)
        where T : class => context.Note(source, (T)RuntimeHelpers.GetUninitializedObject(typeof(T)));

    private static MethodInfo CopyOf(Type type) => typeof(CopyContext).GetMethod(nameof(CopyContext.Copy), Declared)!.MakeGenericMethod(type);

    // A record's parameters have numbers by their order.
    private static HashSet<string> NamedByTheType(Type type)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), false)) return [];
        var isRecord = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Declared) is not null);
        if (!isRecord) return [];
        return type.GetConstructors(Declared)
            .Select(c => c.GetParameters())
            .Where(ps => ps.Length > 0 && Array.TrueForAll(ps, p => type.GetProperty(p.Name!)?.PropertyType == p.ParameterType))
            .SelectMany(ps => ps.Select(p => p.Name!))
            .ToHashSet();
    }
}

/// <summary>A member that belongs to the contract, by its field; as it is, if what stands in it may be shared.</summary>
internal readonly record struct CopiedMember(FieldInfo Field, bool AsIs);

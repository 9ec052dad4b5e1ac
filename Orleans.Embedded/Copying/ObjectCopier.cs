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
        if (!type.IsValueType) Create(code, type, copy);
        foreach (var member in MembersOf(type))
        {
            code.Emit(load, copy);
            if (!member.AsIs) code.Emit(OpCodes.Ldarg_1);
            code.Emit(load, source);
            member.Get(code);
            if (!member.AsIs) code.Emit(OpCodes.Call, CopyOf(member.Type));
            member.Set(code);
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
                if (all || field.IsDefined(typeof(IdAttribute))) yield return new CopiedMember(field);
            }

            foreach (var property in level.GetProperties(Declared))
            {
                if (all || !(property.IsDefined(typeof(IdAttribute)) || named.Contains(property.Name))) continue;
                if (level.GetField($"<{property.Name}>k__BackingField", Declared) is { } backing) yield return new CopiedMember(backing, property);
                else if (property is { GetMethod: not null, SetMethod: not null }) yield return new CopiedMember(null, property);
            }
        }
    }

    private static void Create(ILGenerator code, Type type, LocalBuilder copy)
    {
        if (type.GetConstructor(Declared, []) is { } constructor)
        {
            code.Emit(OpCodes.Newobj, constructor);
        }
        else
        {
            code.Emit(OpCodes.Ldtoken, type);
            code.Emit(OpCodes.Call, typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!);
            code.Emit(OpCodes.Call, typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!);
            code.Emit(OpCodes.Castclass, type);
        }

        code.Emit(OpCodes.Stloc, copy);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldloc, copy);
        code.Emit(OpCodes.Call, typeof(CopyContext).GetMethod(nameof(CopyContext.Note), Declared)!.MakeGenericMethod(type));
        code.Emit(OpCodes.Pop);
    }

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

/// <summary>A member that belongs to the contract, by its field where it has one.</summary>
internal sealed class CopiedMember(FieldInfo? stored, PropertyInfo? property = null)
{
    internal Type Type { get; } = stored?.FieldType ?? property!.PropertyType;

    internal bool AsIs => Immutability.OfStaticType(Type) || ((MemberInfo?)property ?? stored)!.IsDefined(typeof(ImmutableAttribute));

    internal void Get(ILGenerator code)
    {
        if (stored is not null) code.Emit(OpCodes.Ldfld, stored);
        else code.Emit(OpCodes.Call, property!.GetMethod!);
    }

    internal void Set(ILGenerator code)
    {
        if (stored is not null) code.Emit(OpCodes.Stfld, stored);
        else code.Emit(OpCodes.Call, property!.SetMethod!);
    }
}

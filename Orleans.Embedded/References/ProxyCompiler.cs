using System.Linq.Expressions;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.References;

/// <summary>
/// Compiles, for each grain interface, a reference class whose methods send calls, and for each method a request class with
/// its arguments as fields. What is compiled is code and no state: it is kept for the process, like any other code.
/// </summary>
internal static class ProxyCompiler
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, Lazy<Func<GrainFactory, GrainId, GrainReference>>> Compiled = new();

    /// <summary>Makes references that offer the interface.</summary>
    internal static Func<GrainFactory, GrainId, GrainReference> For(Type grainInterface) =>
        Compiled.GetOrAdd(grainInterface, static type => new(() => Compile(type))).Value;

    /// <summary>The methods of an interface and those it inherits, as far as they are to be called from afar.</summary>
    internal static IEnumerable<MethodInfo> MethodsOf(Type grainInterface) =>
        grainInterface.GetInterfaces().Append(grainInterface)
            .Where(i => i.Assembly != typeof(GrainReference).Assembly || i == typeof(IRemindable))
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.IsAbstract);

    internal static string Argument(int index) => $"Argument{index}";

    private static Func<GrainFactory, GrainId, GrainReference> Compile(Type grainInterface)
    {
        if (!grainInterface.IsInterface) throw new ArgumentException($"{grainInterface} is not an interface.");
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{grainInterface.FullName}.References"), AssemblyBuilderAccess.Run);
        var opened = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var name in AssembliesOf(grainInterface)) assembly.SetCustomAttribute(new CustomAttributeBuilder(opened, [name]));
        var module = assembly.DefineDynamicModule("references");

        var proxy = module.DefineType($"{grainInterface.FullName}.Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference));
        proxy.AddInterfaceImplementation(grainInterface);
        foreach (var method in MethodsOf(grainInterface)) DefineMethod(proxy, method, DefineRequest(module, method));
        var (origin, id) = (Expression.Parameter(typeof(GrainFactory)), Expression.Parameter(typeof(GrainId)));
        var made = Expression.MemberInit(
            Expression.New(proxy.CreateType()),
            Expression.Bind(typeof(GrainReference).GetProperty(nameof(GrainReference.Origin), Members)!, origin),
            Expression.Bind(typeof(GrainReference).GetProperty(nameof(GrainReference.GrainId))!, id));
        return Expression.Lambda<Func<GrainFactory, GrainId, GrainReference>>(made, origin, id).Compile();
    }

    // Interfaces, and what they carry, may be internal to the program.
    private static IEnumerable<string> AssembliesOf(Type grainInterface) =>
        MethodsOf(grainInterface)
            .SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Append(m.DeclaringType!))
            .Append(grainInterface)
            .Append(typeof(GrainReference))
            .SelectMany(Parts)
            .Select(t => t.Assembly.GetName().Name!)
            .Distinct();

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Append(type);

    // return Send(new Request { Argument0 = …, Argument1 = … });
    private static void DefineMethod(TypeBuilder proxy, MethodInfo method, Type request)
    {
        var parameters = Array.ConvertAll(method.GetParameters(), p => p.ParameterType);
        var builder = proxy.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.HideBySig | MethodAttributes.NewSlot | MethodAttributes.Final,
            method.ReturnType,
            parameters);
        var code = builder.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Newobj, request.GetConstructor([])!);
        for (var i = 0; i < parameters.Length; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldarg, i + 1);
            code.Emit(OpCodes.Stfld, request.GetField(Argument(i))!);
        }

        code.Emit(OpCodes.Call, CallKind.Of(method).Send);
        code.Emit(OpCodes.Ret);
        proxy.DefineMethodOverride(builder, method);
    }

    // class Request() : ValueCall<…>(Description) { static CallMethod Description; T0 Argument0; T1 Argument1; }
    private static Type DefineRequest(ModuleBuilder module, MethodInfo method)
    {
        var kind = CallKind.Of(method);
        var name = $"{method.DeclaringType!.FullName}.{method.Name}#{method.MetadataToken:x}";
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, kind.Request);
        var description = type.DefineField("Description", typeof(CallMethod), FieldAttributes.Public | FieldAttributes.Static);
        foreach (var given in method.GetParameters()) type.DefineField(Argument(given.Position), given.ParameterType, FieldAttributes.Public);
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Ldsfld, description);
        constructor.Emit(OpCodes.Call, kind.Request.GetConstructor(Members, [typeof(CallMethod)])!);
        constructor.Emit(OpCodes.Ret);
        var made = type.CreateType();
        made.GetField(description.Name)!.SetValue(null, new CallMethod(method, kind, made));
        return made;
    }
}

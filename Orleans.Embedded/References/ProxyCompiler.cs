using System.Linq.Expressions;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.References;

/// <summary>The compiled code of one grain interface.</summary>
internal sealed record InterfaceCode(Func<CallOrigin, GrainId, GrainReference> Create);

/// <summary>
/// Compiles, for each grain interface, a reference class whose methods send calls, and for each method a request class with
/// its arguments as fields. What is compiled is code and no state: it is kept for the process, like any other code.
/// </summary>
internal static class ProxyCompiler
{
    private const MethodAttributes Override = MethodAttributes.Assembly | MethodAttributes.Virtual | MethodAttributes.HideBySig;
    private const MethodAttributes PublicOverride = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, Lazy<InterfaceCode>> Compiled = new();

    internal static InterfaceCode For(Type grainInterface) =>
        Compiled.GetOrAdd(grainInterface, static type => new Lazy<InterfaceCode>(() => Compile(type))).Value;

    /// <summary>The methods of an interface and those it inherits, as far as they are to be called from afar.</summary>
    internal static IEnumerable<MethodInfo> MethodsOf(Type grainInterface) =>
        grainInterface.GetInterfaces().Append(grainInterface)
            .Where(i => i.Assembly != typeof(GrainReference).Assembly || i == typeof(IRemindable))
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.IsAbstract);

    private static InterfaceCode Compile(Type grainInterface)
    {
        if (!grainInterface.IsInterface) throw new ArgumentException($"{grainInterface} is not an interface.");
        var module = Module(grainInterface);
        var proxy = module.DefineType($"{grainInterface.FullName}.Reference", TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference));
        proxy.AddInterfaceImplementation(grainInterface);
        DefineConstructor(proxy, typeof(GrainReference).GetConstructor(Members, [typeof(CallOrigin), typeof(GrainId)])!);
        foreach (var method in MethodsOf(grainInterface)) DefineMethod(proxy, method, DefineRequest(module, method));
        var type = proxy.CreateType();
        var (origin, id) = (Expression.Parameter(typeof(CallOrigin)), Expression.Parameter(typeof(GrainId)));
        var made = Expression.New(type.GetConstructor([typeof(CallOrigin), typeof(GrainId)])!, origin, id);
        return new InterfaceCode(Expression.Lambda<Func<CallOrigin, GrainId, GrainReference>>(made, origin, id).Compile());
    }

    private static ModuleBuilder Module(Type grainInterface)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"{grainInterface.FullName}.References"), AssemblyBuilderAccess.Run);
        var opened = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (var name in AssembliesOf(grainInterface)) assembly.SetCustomAttribute(new CustomAttributeBuilder(opened, [name]));
        return assembly.DefineDynamicModule("references");
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

    private static void DefineConstructor(TypeBuilder type, ConstructorInfo baseConstructor)
    {
        var parameters = Array.ConvertAll(baseConstructor.GetParameters(), p => p.ParameterType);
        var code = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        for (var i = 1; i <= parameters.Length; i++) code.Emit(OpCodes.Ldarg, i);
        code.Emit(OpCodes.Call, baseConstructor);
        code.Emit(OpCodes.Ret);
    }

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

    private static Type DefineRequest(ModuleBuilder module, MethodInfo method)
    {
        var kind = CallKind.Of(method);
        var type = module.DefineType($"{method.DeclaringType!.FullName}.{method.Name}#{method.MetadataToken:x}", TypeAttributes.Public | TypeAttributes.Sealed, kind.Request);
        var description = type.DefineField("Description", typeof(CallMethod), FieldAttributes.Public | FieldAttributes.Static);
        var parameters = method.GetParameters();
        var fields = Array.ConvertAll(parameters, p => type.DefineField(Argument(p.Position), p.ParameterType, FieldAttributes.Public));

        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, []).GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Ldsfld, description);
        constructor.Emit(OpCodes.Call, kind.Request.GetConstructor(Members, [typeof(CallMethod)])!);
        constructor.Emit(OpCodes.Ret);

        var invoke = type.DefineMethod("Invoke", Override, typeof(void), [typeof(object)]).GetILGenerator();
        invoke.Emit(OpCodes.Ldarg_0);
        invoke.Emit(OpCodes.Ldarg_1);
        invoke.Emit(OpCodes.Castclass, method.DeclaringType);
        foreach (var field in fields)
        {
            invoke.Emit(OpCodes.Ldarg_0);
            invoke.Emit(OpCodes.Ldfld, field);
        }

        invoke.Emit(OpCodes.Callvirt, method);
        invoke.Emit(OpCodes.Call, kind.Acceptor(method));
        invoke.Emit(OpCodes.Ret);

        ArgumentAccess.Define(type, fields);
        var made = type.CreateType();
        made.GetField("Description")!.SetValue(null, new CallMethod(method));
        return made;
    }

    private static string Argument(int index) => $"Argument{index}";

    /// <summary>The members of a request class that read, change and copy its arguments.</summary>
    private static class ArgumentAccess
    {
        internal static void Define(TypeBuilder type, FieldBuilder[] fields)
        {
            if (fields.Length == 0) return;
            var get = type.DefineMethod(nameof(Request.GetArgument), PublicOverride, typeof(object), [typeof(int)]).GetILGenerator();
            Switch(get, fields, (code, field) =>
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldfld, field);
                code.Emit(OpCodes.Box, field.FieldType);
            });
            var set = type.DefineMethod(nameof(Request.SetArgument), PublicOverride, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
            Switch(set, fields, (code, field) =>
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldarg_2);
                code.Emit(OpCodes.Unbox_Any, field.FieldType);
                code.Emit(OpCodes.Stfld, field);
            });
            DefineCopy(type, [.. fields.Where(f => !Immutability.OfStaticType(f.FieldType))]);
            if (Array.Find(fields, f => f.FieldType == typeof(CancellationToken)) is { } token) DefineToken(type, token);
        }

        private static void Switch(ILGenerator code, FieldBuilder[] fields, Action<ILGenerator, FieldBuilder> each)
        {
            var labels = Array.ConvertAll(fields, _ => code.DefineLabel());
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Switch, labels);
            code.Emit(OpCodes.Ldstr, "index");
            code.Emit(OpCodes.Newobj, typeof(ArgumentOutOfRangeException).GetConstructor([typeof(string)])!);
            code.Emit(OpCodes.Throw);
            for (var i = 0; i < fields.Length; i++)
            {
                code.MarkLabel(labels[i]);
                each(code, fields[i]);
                code.Emit(OpCodes.Ret);
            }
        }

        private static void DefineCopy(TypeBuilder type, FieldBuilder[] mutable)
        {
            if (mutable.Length == 0) return;
            var code = type.DefineMethod("CopyArguments", Override, typeof(void), []).GetILGenerator();
            var context = code.DeclareLocal(typeof(CopyContext)); // one for all arguments
            code.Emit(OpCodes.Newobj, typeof(CopyContext).GetConstructor([])!);
            code.Emit(OpCodes.Stloc, context);
            var copy = typeof(CopyContext).GetMethod(nameof(CopyContext.Copy), Members)!;
            foreach (var field in mutable)
            {
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldloc, context);
                code.Emit(OpCodes.Ldarg_0);
                code.Emit(OpCodes.Ldfld, field);
                code.Emit(OpCodes.Call, copy.MakeGenericMethod(field.FieldType));
                code.Emit(OpCodes.Stfld, field);
            }

            code.Emit(OpCodes.Ret);
        }

        private static void DefineToken(TypeBuilder type, FieldBuilder token)
        {
            var get = type.DefineMethod("get_Token", Override, typeof(CancellationToken), []).GetILGenerator();
            get.Emit(OpCodes.Ldarg_0);
            get.Emit(OpCodes.Ldfld, token);
            get.Emit(OpCodes.Ret);
            var set = type.DefineMethod("set_Token", Override, typeof(void), [typeof(CancellationToken)]).GetILGenerator();
            set.Emit(OpCodes.Ldarg_0);
            set.Emit(OpCodes.Ldarg_1);
            set.Emit(OpCodes.Stfld, token);
            set.Emit(OpCodes.Ret);
        }
    }
}

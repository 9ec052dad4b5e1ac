using System.Linq.Expressions;

namespace Orleans.References;

/// <summary>What is done with the requests of one interface method, compiled from their class.</summary>
internal sealed class CallCode
{
    private static readonly ParameterExpression Given = Expression.Parameter(typeof(Request));

    internal CallCode(MethodInfo method, CallKind kind, Type request)
    {
        Arguments = Array.ConvertAll(method.GetParameters(), p => request.GetField(ProxyCompiler.Argument(p.Position))!);
        var call = Expression.Convert(Given, request);
        var target = Expression.Parameter(typeof(object));
        var returned = Expression.Call(Expression.Convert(target, method.DeclaringType!), method, Arguments.Select(a => Expression.Field(call, a)));
        Invoke = Expression.Lambda<Action<Request, object>>(Expression.Call(call, kind.Acceptor(method), returned), Given, target).Compile();

        var context = Expression.Parameter(typeof(CopyContext)); // one for all arguments
        var copies = Arguments.Where(a => !Immutability.OfStaticType(a.FieldType))
            .Select(a => Expression.Field(call, a))
            .Select(a => Expression.Assign(a, Expression.Call(context, nameof(CopyContext.Copy), [a.Type], a)))
            .ToArray();
        if (copies.Length > 0) Copy = Expression.Lambda<Action<Request, CopyContext>>(Expression.Block(copies), Given, context).Compile();

        if (Array.Find(Arguments, a => a.FieldType == typeof(CancellationToken)) is not { } field) return;
        var (token, given) = (Expression.Field(call, field), Expression.Parameter(typeof(CancellationToken)));
        Token = Expression.Lambda<Func<Request, CancellationToken>>(token, Given).Compile();
        SetToken = Expression.Lambda<Action<Request, CancellationToken>>(Expression.Assign(token, given), Given, given).Compile();
    }

    /// <summary>The fields of the request.</summary>
    internal FieldInfo[] Arguments { get; }

    internal Action<Request, object> Invoke { get; }

    /// <summary>Null, if all arguments may be shared.</summary>
    internal Action<Request, CopyContext>? Copy { get; }

    /// <summary>Null, if no argument is a token.</summary>
    internal Func<Request, CancellationToken>? Token { get; }

    internal Action<Request, CancellationToken>? SetToken { get; }
}

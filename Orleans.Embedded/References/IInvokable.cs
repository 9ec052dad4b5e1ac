namespace Orleans.Serialization.Invocation;

/// <summary>A call as filters and predicates see it.</summary>
public interface IInvokable
{
    /// <summary>The grain object, while the call runs.</summary>
    object? GetTarget();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    MethodInfo GetMethod();

    Type GetInterfaceType();
}

namespace Orleans.Serialization.Invocation;

/// <summary>A call as filters and predicates see it.</summary>
public interface IInvokable
{
    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();
}

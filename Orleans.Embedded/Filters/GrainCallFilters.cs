namespace Orleans;

/// <summary>One grain call on its way, as a filter sees it.</summary>
public interface IGrainCallContext
{
    IInvokable Request { get; }

    /// <summary>At the receiver the grain, at the sender the reference.</summary>
    object Grain { get; }

    /// <summary>The calling grain, if a grain calls.</summary>
    GrainId? SourceId { get; }

    GrainId TargetId { get; }

    string InterfaceName { get; }

    string MethodName { get; }

    MethodInfo InterfaceMethod { get; }

    /// <summary>The answer, after <see cref="Invoke"/>; a filter may set it, instead of invoking or afterwards.</summary>
    object? Result { get; set; }

    /// <summary>Goes on to the next filter, in the end to the grain.</summary>
    Task Invoke();
}

/// <summary>A call that arrives at a grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The method of the class that implements the called one.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call that leaves a grain or a client.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext;

/// <summary>Stands before every call that arrives at the silo's grains; a grain that implements it filters its own calls.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Stands before every call that is sent.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}

public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);

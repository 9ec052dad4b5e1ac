using System.Runtime.CompilerServices;

namespace Orleans.References;

/// <summary>A call with a result.</summary>
internal abstract class ValueCall<T>(CallMethod method) : Request(method)
{
    // The builder is its task and nothing else: cheaper than a completion source. It completes inside a turn, whose
    // scheduler keeps continuations of others from running inline.
    private AsyncTaskMethodBuilder<T> _promise;
    private T _result = default!;

    internal Task<T> Promise => _promise.Task;

    internal sealed override object? BoxedResult
    {
        get => _result;
        set => _result = (T)value!;
    }

    internal sealed override Exception? CopyResult() => _result is null || CopyContext.IsNeedlessFor<T>()
        ? null
        : Outcome.Of(static call => call._result = CopyContext.CopyOne(call._result), this);

    protected void Accept(ValueTask<T> task) => Accept(task.AsTask());

    protected void Accept(Task<T> task)
    {
        if (task.IsCompletedSuccessfully) Ended(task);
        else Host!.After(task, static (task, self) => ((ValueCall<T>)self!).Ended((Task<T>)task), this);
    }

    protected override void Complete(Exception? exception)
    {
        if (exception is null) _promise.SetResult(_result);
        else _promise.SetException(exception);
    }

    private void Ended(Task<T> task)
    {
        if (task.IsCompletedSuccessfully) _result = task.Result;
        Returned(task.Failure());
    }
}

/// <summary>A call without a result: it is null.</summary>
internal abstract class VoidCall(CallMethod method) : ValueCall<object?>(method)
{
    protected void AcceptEnd(ValueTask task) => AcceptEnd(task.AsTask()); // no allocation if it has ended well

    protected void AcceptEnd(Task task)
    {
        if (task.IsCompletedSuccessfully) Returned(null);
        else Host!.After(task, static (task, self) => ((VoidCall)self!).Returned(task.Failure()), this);
    }
}

/// <summary>Work of the engine's own that takes its turn like a call: a timer's tick, a reminder's, items of a stream.</summary>
internal sealed class TurnCall(CallMethod method, Func<TurnCall, object, Task> work, Action<Exception?> ended) : VoidCall(method)
{
    internal override void Invoke(object target) => AcceptEnd(work(this, target));

    protected override void Complete(Exception? exception) => ended(exception);
}

/// <summary>How something ended: with which exception, or with none.</summary>
internal static class Outcome
{
    /// <summary>What an await would throw: the one exception of the task, or its cancellation with the grain's own words.</summary>
    internal static Exception? Failure(this Task task) => task switch
    {
        { IsCompletedSuccessfully: true } => null,
        { IsFaulted: true } => task.Exception!.InnerException,
        _ => Of(static cancelled => cancelled.GetAwaiter().GetResult(), task),
    };

    internal static Exception? Of<TState>(Action<TState> step, TState state)
    {
        try
        {
            step(state);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>What a step fails with, at once or later; null, if it does not.</summary>
    internal static async Task<Exception?> Of(Func<Task> step)
    {
        try
        {
            await step();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}

namespace Orleans.Scheduling;

/// <summary>One entry of a <see cref="TurnQueue"/>: something that runs as a turn, or waits until it may.</summary>
internal abstract class TurnItem
{
    /// <summary>Links the entry into the one list that it stands in at the time.</summary>
    internal TurnItem? Next;

    internal abstract void Run(TurnQueue queue);
}

/// <summary>The continuation of something that awaited.</summary>
internal sealed class TaskTurn(Task task) : TurnItem
{
    internal override void Run(TurnQueue queue) => queue.RunTask(task);
}

/// <summary>A few lines of the engine's own, run between the turns of the owner's code.</summary>
internal sealed class ActionTurn(Action action) : TurnItem
{
    internal override void Run(TurnQueue queue) => action();
}

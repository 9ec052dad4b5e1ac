using System.Diagnostics;

namespace Orleans.Scheduling;

/// <summary>
/// Runs turns one at a time on the thread pool. It is the <see cref="TaskScheduler"/> of the code that it runs, so whatever
/// that code awaits comes back as a turn. There is no thread and no lock: entries are pushed onto a linked stack, and who
/// pushes onto an idle one hands the queue to the pool.
/// </summary>
internal abstract class TurnQueue : TaskScheduler, IThreadPoolWorkItem
{
    // So that a busy queue lets others have the thread.
    private const int ItemsPerSlice = 256;

    private static readonly Action<object?> DrainAction = static queue => ((TurnQueue)queue!).Drain();

    private static readonly TurnItem Idle = new ActionTurn(() => throw new NotSupportedException("A mark is never run."));

    // Idle: neither running nor waiting to run. Null: awake and nothing new. Otherwise the newest entry, linked to older ones.
    private TurnItem? _incoming = Idle;
    private Task? _slice;

    /// <summary>The pool's own context: nothing of anybody's flows in it.</summary>
    protected static ExecutionContext? Clean { get; private set; }

    /// <summary>Adds an entry from any thread.</summary>
    internal void Post(TurnItem item)
    {
        var head = Volatile.Read(ref _incoming);
        while (true)
        {
            item.Next = ReferenceEquals(head, Idle) ? null : head;
            var seen = Interlocked.CompareExchange(ref _incoming, item, head);
            if (ReferenceEquals(seen, head)) break;
            head = seen;
        }

        if (ReferenceEquals(head, Idle)) Schedule();
    }

    /// <summary>Called on a turn: goes on as one when the task has ended; at once, if it has, or if a turn of this queue ends it.</summary>
    internal void After(Task task, Action<Task, object?> next, object? state)
    {
        if (task.IsCompleted) next(task, state);
        else task.ContinueWith(next, state, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, this);
    }

    /// <summary>Runs something longer on turns of this queue.</summary>
    internal Task<T> Run<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    internal void RunTask(Task task) => TryExecuteTask(task);

    void IThreadPoolWorkItem.Execute()
    {
        Clean ??= ExecutionContext.Capture();

        // A slice runs inside a task of this scheduler: only so is TaskScheduler.Current this one for the code inside.
        var slice = new Task(DrainAction, this);
        _slice = slice;
        slice.Start(this);
        TryExecuteTask(slice);
    }

    protected sealed override void QueueTask(Task task)
    {
        if (!ReferenceEquals(task, _slice)) Post(new TaskTurn(task));
    }

    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(Current, this) && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>An entry failed where nothing of it may fail.</summary>
    protected abstract void Broken(Exception exception);

    private void Drain()
    {
        Debug.Assert(ReferenceEquals(Current, this), "A slice runs on its own scheduler.");
        for (var left = ItemsPerSlice; ;)
        {
            var item = InOrder(Interlocked.Exchange(ref _incoming, null));
            while (item is not null)
            {
                var next = item.Next;
                item.Next = null;
                left--;
                try
                {
                    item.Run(this);
                }
                catch (Exception exception)
                {
                    Broken(exception);
                }

                item = next;
            }

            if (Interlocked.CompareExchange(ref _incoming, Idle, null) is null) return;
            if (left > 0) continue;
            Schedule();
            return;
        }
    }

    // To the end of the line, not to this thread's own: a thread takes its own newest entry first, so two queues that wake
    // each other would keep it to themselves while others starve.
    private void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    private static TurnItem? InOrder(TurnItem? newest)
    {
        TurnItem? oldest = null;
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = older;
        }

        return oldest;
    }
}

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

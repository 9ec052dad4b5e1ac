namespace Orders;

/// <summary>
/// Where a program with a way to a cluster hears that a silo has gone: what it had asked that one for may never be answered, and what it had
/// told it to remember is forgotten. With one process nobody ever says so.
/// </summary>
public sealed class SiloLosses
{
    /// <summary>On any thread; the cluster itself may notice some seconds later.</summary>
    public event Action? Lost;

    public void Report() => Lost?.Invoke();
}

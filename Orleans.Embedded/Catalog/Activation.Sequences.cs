namespace Orleans.Catalog;

/// <summary>What ends with this activation: sequences that are being read from it, and its timers.</summary>
internal sealed partial class Activation
{
    private List<ISequenceSession>? _sequences;

    internal void Add(ISequenceSession session) => (_sequences ??= []).Add(session);

    internal void Remove(ISequenceSession session) => _sequences?.Remove(session);

    private void StopSequences()
    {
        if (_sequences is null) return;
        foreach (var session in _sequences.ToArray()) session.Abort();
    }

    private void StopTimers()
    {
        if (Timers is null) return;
        foreach (var timer in Timers.ToArray()) timer.Dispose();
    }
}

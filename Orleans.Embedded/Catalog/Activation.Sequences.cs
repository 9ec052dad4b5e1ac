using Orleans.References;

namespace Orleans.Catalog;

/// <summary>Sequences that are being read from this activation: they end with it.</summary>
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
}

namespace Orders.Storage;

/// <summary>
/// Positions of rows: what a verification remembers of millions of rows. A bit each where positions of a log of that length are;
/// what somebody has put elsewhere is kept singly, so that no number costs more than another.
/// </summary>
/// <param name="rows">How many there are.</param>
internal sealed class PositionSet(long rows)
{
    private const int PartBits = 1 << 20;
    private readonly long _end = (2 * rows) + PartBits;
    private readonly Dictionary<long, ulong[]> _parts = [];
    private readonly HashSet<long> _elsewhere = [];

    /// <returns>False where it was there already.</returns>
    public bool Add(long position)
    {
        if (position < 0 || position >= _end) return _elsewhere.Add(position);
        if (!_parts.TryGetValue(position / PartBits, out var part)) _parts[position / PartBits] = part = new ulong[PartBits / 64];
        var (index, bit) = Place(position);
        if ((part[index] & bit) != 0) return false;
        part[index] |= bit;
        return true;
    }

    public bool Contains(long position)
    {
        if (position < 0 || position >= _end) return _elsewhere.Contains(position);
        var (index, bit) = Place(position);
        return _parts.TryGetValue(position / PartBits, out var part) && (part[index] & bit) != 0;
    }

    private static (int Index, ulong Bit) Place(long position) =>
        ((int)(position % PartBits / 64), 1UL << (int)(position % 64));
}

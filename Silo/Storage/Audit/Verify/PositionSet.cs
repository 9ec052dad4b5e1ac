namespace Orders.Storage;

/// <summary>Positions of rows, a bit each: what a verification remembers of millions of rows.</summary>
internal sealed class PositionSet
{
    private const int PartBits = 1 << 20;
    private readonly Dictionary<long, ulong[]> _parts = [];

    /// <returns>False where it was there already.</returns>
    public bool Add(long position)
    {
        if (!_parts.TryGetValue(position / PartBits, out var part)) _parts[position / PartBits] = part = new ulong[PartBits / 64];
        var (index, bit) = Place(position);
        if ((part[index] & bit) != 0) return false;
        part[index] |= bit;
        return true;
    }

    public bool Contains(long position)
    {
        var (index, bit) = Place(position);
        return _parts.TryGetValue(position / PartBits, out var part) && (part[index] & bit) != 0;
    }

    private static (int Index, ulong Bit) Place(long position) =>
        ((int)(position % PartBits / 64), 1UL << (int)(position % 64));
}

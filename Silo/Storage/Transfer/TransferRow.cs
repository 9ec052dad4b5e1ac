namespace Orders.Storage;

/// <summary>The values of one row, in the order of its table's columns. Filled anew for every row: millions of them need no memory.</summary>
internal sealed class TransferRow
{
    private readonly List<Cell> _cells = [];
    private byte[] _bytes = new byte[4096];
    private int _used;

    public int Count => _cells.Count;

    public void Clear()
    {
        _cells.Clear();
        _used = 0;
    }

    public void AddNull() => _cells.Add(new Cell(true, 0, 0, 0));

    public void Add(long number) => _cells.Add(new Cell(false, number, 0, 0));

    /// <summary>Text as UTF-8, or bytes as they are.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Commit(value.Length);
    }

    /// <summary>Room to write a value into, before <see cref="Commit"/> says how long it is.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_bytes.Length - _used < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        return _bytes.AsSpan(_used, length);
    }

    public void Commit(int length)
    {
        _cells.Add(new Cell(false, 0, _used, length));
        _used += length;
    }

    public bool IsNull(int column) => _cells[column].IsNull;

    public long Number(int column) => _cells[column].Number;

    /// <summary>Valid until the row is cleared.</summary>
    public ReadOnlyMemory<byte> Bytes(int column) => _bytes.AsMemory(_cells[column].Start, _cells[column].Length);

    private readonly record struct Cell(bool IsNull, long Number, int Start, int Length);
}

namespace Orders.Commands;

/// <summary>The lines of a file as bytes, one at a time.</summary>
internal sealed class LineReader(Stream input)
{
    // A checkpoint of the audit log is the longest that there can be: some megabytes.
    private const int LongestLine = 64 << 20;

    private byte[] _buffer = new byte[256 << 10];
    private int _start;
    private int _end;

    /// <summary>Of the line read last; the first is 1.</summary>
    public long Number { get; private set; }

    /// <summary>Valid until the next line is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <returns>False at the end of the file.</returns>
    /// <exception cref="ExportFileException">The last line has no end, or a line is longer than any can be.</exception>
    public bool Read()
    {
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                Line = _buffer.AsMemory(_start, searched + length);
                _start += searched + length + 1;
                Number++;
                return true;
            }

            searched = _end - _start;
            if (Fill()) continue;
            if (searched == 0) return false;
            Number++;
            throw new ExportFileException(Number, "it is cut off: the file is not complete.");
        }
    }

    private bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= LongestLine) throw new ExportFileException(Number + 1, "it is longer than any line of an export.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = input.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}

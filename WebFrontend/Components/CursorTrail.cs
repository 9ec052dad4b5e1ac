namespace Orders.Web;

/// <summary>
/// The pages before this one. Cursors lead forward only: the way back is what was passed. Of a page opened by its address nobody
/// knows the one before, so it leads to the first.
/// </summary>
public sealed class CursorTrail
{
    private readonly Stack<string?> _passed = [];

    public void Leave(string? cursor) => _passed.Push(cursor);

    public string? Back() => _passed.TryPop(out var cursor) ? cursor : null;

    public void Clear() => _passed.Clear();
}

namespace Orleans.Scheduling;

/// <summary>Requests in the order in which they came, linked through themselves, and how many of them there are of each kind.</summary>
internal struct RequestList
{
    private Request? _last;

    internal Request? Head { get; private set; }

    internal int Count { get; private set; }

    /// <summary>Those that not everything may run beside.</summary>
    internal int Barring { get; private set; }

    /// <summary>Those of them that read-only requests may not run beside.</summary>
    internal int BarringReads { get; private set; }

    internal bool HasReads => Barring > BarringReads;

    internal void Add(Request request)
    {
        request.Next = null;
        request.Previous = _last;
        if (_last is null) Head = request;
        else _last.Next = request;
        _last = request;
        Tally(request.Method, 1);
    }

    internal void Remove(Request request)
    {
        var next = (Request?)request.Next;
        if (request.Previous is { } previous) previous.Next = next;
        else Head = next;
        if (next is not null) next.Previous = request.Previous;
        else _last = request.Previous;
        request.Next = null;
        request.Previous = null;
        Tally(request.Method, -1);
    }

    private void Tally(CallMethod method, int change)
    {
        Count += change;
        if (method.AlwaysInterleave) return;
        Barring += change;
        if (!method.ReadOnly) BarringReads += change;
    }
}

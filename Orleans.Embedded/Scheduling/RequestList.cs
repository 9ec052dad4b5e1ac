using System.Diagnostics.CodeAnalysis;
using Orleans.References;

namespace Orleans.Scheduling;

/// <summary>Waiting requests, oldest first, linked through themselves.</summary>
internal struct RequestList
{
    private Request? _last;

    internal Request? Head { get; private set; }

    /// <summary>How many of them are read-only.</summary>
    internal int Reads { get; private set; }

    internal void Add(Request request)
    {
        request.Next = null;
        request.Previous = _last;
        if (_last is null) Head = request;
        else _last.Next = request;
        _last = request;
        if (request.Method.ReadOnly) Reads++;
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
        if (request.Method.ReadOnly) Reads--;
    }

    internal bool TryTakeFirst([NotNullWhen(true)] out Request? request)
    {
        request = Head;
        if (request is null) return false;
        Remove(request);
        return true;
    }
}

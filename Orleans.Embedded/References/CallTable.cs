namespace Orleans.References;

/// <summary>
/// The calls that wait for an answer, so that those which wait too long are told so. All of a table have the same limit. Adding
/// and removing one costs two compare-and-swaps and reads no clock: a coarse timer counts ticks, an eighth of the limit each.
/// </summary>
internal sealed class CallTable : IDisposable
{
    private const int Stripes = 16;
    private const int TicksPerLimit = 8;

    // One tick more than the limit has: the one that runs when a call is sent may be nearly over. Callers are told later
    // still, so that of calls that wait for each other the outer one does not set free the inner one it sent itself.
    private const int Stale = TicksPerLimit + 1;
    private const int Limit = TicksPerLimit * 3 / 2 + 1;

    private readonly Slots[] _stripes;
    private readonly Silo _silo;
    private readonly ITimer? _timer;
    private int _now;

    internal CallTable(Silo silo, TimeSpan limit, TimeProvider clock)
    {
        _silo = silo;
        _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Slots(this, 64))];
        if (limit <= TimeSpan.Zero) return; // no limit
        var tick = limit / TicksPerLimit;
        _timer = clock.CreateTimer(static self => ((CallTable)self!).Tick(), this, tick, tick);
    }

    internal void Add(Request request)
    {
        request.Expires = Volatile.Read(ref _now) + Limit;
        var slots = _stripes[Environment.CurrentManagedThreadId % Stripes];
        while (!slots.TryAdd(request)) slots = slots.Next;
    }

    /// <summary>Every call that is in the table, as far as one can say while others come and go.</summary>
    internal IEnumerable<Request> Outstanding() => _stripes.SelectMany(s => s.Requests());

    /// <summary>The limit is over, although the caller is told a little later: the call must not begin.</summary>
    internal bool IsStale(Request request) => Volatile.Read(ref _now) - request.Expires >= Stale - Limit;

    public void Dispose() => _timer?.Dispose();

    private void Tick()
    {
        // All are claimed before one is answered: a caller's own call, if it is over too, must not get away with an answer.
        List<Request> expired = [];
        var now = Interlocked.Increment(ref _now);
        foreach (var request in Outstanding())
        {
            if (request.IsAnswered) request.Slots!.Remove(request); // it was answered before it was added
            else if (now - request.Expires >= 0 && request.Claim()) expired.Add(request);
        }

        _silo.Metrics.Timeouts.Add(expired.Count);
        foreach (var request in expired)
            request.ConcludeElsewhere(new TimeoutException($"{request} has not been answered in time. The grain is not told of it."));
    }

    /// <summary>A stripe of the table, or its continuation: each is twice as long as the one before.</summary>
    internal sealed class Slots(CallTable table, int size)
    {
        private const int Probes = 8;

        private readonly Request?[] _requests = new Request?[size];
        private int _cursor;
        private Slots? _next;

        internal CallTable Table => table;

        internal Slots Next => Volatile.Read(ref _next) ?? Interlocked.CompareExchange(ref _next, new Slots(table, size * 2), null) ?? _next;

        internal bool TryAdd(Request request)
        {
            request.Slots = this;
            for (var probe = 0; probe < Probes; probe++)
            {
                request.Slot = _cursor++ & (size - 1); // a race for the cursor is harmless: it is a hint
                ref var slot = ref _requests[request.Slot];
                if (slot is null && Interlocked.CompareExchange(ref slot, request, null) is null) return true;
            }

            return false;
        }

        internal void Remove(Request request) => Interlocked.CompareExchange(ref _requests[request.Slot], null, request);

        internal IEnumerable<Request> Requests() => _requests.OfType<Request>().Concat(Volatile.Read(ref _next)?.Requests() ?? []);
    }
}

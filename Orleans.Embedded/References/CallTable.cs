namespace Orleans.References;

/// <summary>
/// The calls that wait for an answer, so that those which wait too long are told so. All of a table have the same limit. Adding and removing one costs two
/// compare-and-swaps and reads no clock: a coarse timer counts ticks, an eighth of the limit each.
/// </summary>
internal sealed class CallTable : IDisposable
{
    private const int Stripes = 16;
    private const int TicksPerLimit = 8;
    private const int Probes = 8;

    // One tick more than the limit has: the one that runs when a call is sent may be nearly over. Callers are told later
    // still, so that of calls that wait for each other the outer one does not set free the inner one it sent itself.
    private const int Stale = TicksPerLimit + 1;
    private const int Limit = TicksPerLimit * 3 / 2 + 1;

    // Stands in the slots of an array that has been replaced, so that nobody adds to it any more.
    private static readonly Request Moved = new TurnCall(new CallMethod("moved", alwaysInterleave: true), (_, _) => Task.CompletedTask);

    private readonly Request?[][] _stripes = new Request?[Stripes][];
    private readonly int[] _cursors = new int[Stripes * 16]; // apart from each other: 16 ints are a cache line
    private readonly Lock _growth = new();
    private readonly Silo _silo;
    private readonly ITimer? _timer;
    private int _now;

    internal CallTable(Silo silo, TimeSpan limit, TimeProvider clock)
    {
        _silo = silo;
        for (var i = 0; i < Stripes; i++) _stripes[i] = new Request?[64];
        if (limit <= TimeSpan.Zero) return; // no limit
        var tick = limit / TicksPerLimit;
        _timer = clock.CreateTimer(static self => ((CallTable)self!).Tick(), this, tick, tick);
    }

    internal void Add(Request request)
    {
        request.Table = this;
        request.Expires = Volatile.Read(ref _now) + Limit;
        var stripe = Environment.CurrentManagedThreadId % Stripes;
        while (true)
        {
            var slots = Volatile.Read(ref _stripes[stripe]);
            ref var cursor = ref _cursors[stripe * 16];
            for (var probe = 0; probe < Probes; probe++)
            {
                var slot = cursor++ & (slots.Length - 1); // a race for the cursor is harmless: it is a hint
                if (slots[slot] is not null) continue;
                request.Slot = (stripe << 24) | slot;
                if (Interlocked.CompareExchange(ref slots[slot], request, null) is null) return;
            }

            Grow(stripe, slots);
        }
    }

    internal void Remove(Request request)
    {
        var slots = Volatile.Read(ref _stripes[request.Slot >> 24]);
        Interlocked.CompareExchange(ref slots[request.Slot & 0xFFFFFF], null, request);
    }

    /// <summary>Every call that waits, as far as one can say while others come and go.</summary>
    internal IEnumerable<Request> Outstanding()
    {
        foreach (var slots in _stripes)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (Volatile.Read(ref slots[i]) is { IsAnswered: false } request && request != Moved) yield return request;
            }
        }
    }

    /// <summary>The limit is over, although the caller has not been told: the call must not begin.</summary>
    internal bool IsStale(Request request) => Volatile.Read(ref _now) - request.Expires >= Stale - Limit;

    internal static TimeoutException TooLate(Request request) =>
        new($"{request} has not been answered in time. The grain is not told, and goes on if it has begun.");

    public void Dispose() => _timer?.Dispose();

    private void Grow(int stripe, Request?[] full)
    {
        lock (_growth)
        {
            if (!ReferenceEquals(_stripes[stripe], full)) return;

            // Slots keep their numbers. What ought to be removed meanwhile stays in the new array until a tick finds that it
            // has been answered; who still looks at the old array finds no free slot there.
            var larger = new Request?[full.Length * 2];
            for (var i = 0; i < full.Length; i++) larger[i] = Interlocked.Exchange(ref full[i], Moved);
            Volatile.Write(ref _stripes[stripe], larger);
        }
    }

    private void Tick()
    {
        // All are claimed before one is answered: a caller's own call, if it is over too, must not get away with an answer.
        List<Request>? expired = null;
        var now = Interlocked.Increment(ref _now);
        foreach (var slots in _stripes)
        {
            for (var i = 0; i < slots.Length; i++)
            {
                if (Volatile.Read(ref slots[i]) is not { } request || request == Moved) continue;
                if (request.IsAnswered)
                {
                    Interlocked.CompareExchange(ref slots[i], null, request);
                }
                else if (now - request.Expires >= 0 && request.Claim())
                {
                    _silo.Metrics.Timeouts.Add(1);
                    (expired ??= []).Add(request);
                }
            }
        }

        foreach (var request in expired ?? []) request.ConcludeElsewhere(TooLate(request));
    }
}

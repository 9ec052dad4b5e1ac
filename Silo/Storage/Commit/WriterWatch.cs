namespace Orders.Storage;

/// <summary>How long the writer has been at what it is doing: of a database that has stopped answering, nothing else tells.</summary>
internal sealed class WriterWatch(TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10); // far more than a commit takes on a sound disk

    private long _begun; // a timestamp; 0: nothing is under way

    public Exception? Stall => Interlocked.Read(ref _begun) is var begun and not 0 && time.GetElapsedTime(begun) is var since && since > Longest
        ? new StorageUnavailableException(FormattableString.Invariant($"The database has not answered for {since.TotalSeconds:N0} s."))
        : null;

    public void Begin() => Interlocked.Exchange(ref _begun, Math.Max(time.GetTimestamp(), 1));

    public void End() => Interlocked.Exchange(ref _begun, 0);
}

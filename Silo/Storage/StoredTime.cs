namespace Orders.Storage;

/// <summary>Times as numbers in the database: 100 ns since 1970-01-01 UTC, which keeps what a <see cref="DateTimeOffset"/> holds.</summary>
internal static class StoredTime
{
    public static long Of(DateTimeOffset time) => time.UtcTicks - DateTime.UnixEpoch.Ticks;

    public static long? Of(DateTimeOffset? time) => time is { } given ? Of(given) : null;

    public static DateTimeOffset Read(long stored) => new(stored + DateTime.UnixEpoch.Ticks, TimeSpan.Zero);

    public static DateTimeOffset? Read(long? stored) => stored is { } given ? Read(given) : null;
}

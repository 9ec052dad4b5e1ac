using System.Collections.Immutable;
using System.Globalization;

namespace Orders.Storage;

/// <summary>
/// Pages of the audit log: both tables walked backwards by position and merged. Filters that no index knows are compared row by
/// row, up to a number of rows per page: then the page ends where it is, and the cursor goes on from there.
/// </summary>
internal sealed class AuditReader(IDatabase database) : IAuditReader
{
    /// <summary>Rows that a page looks at, at most: some tens of milliseconds.</summary>
    internal const int MostScanned = 20_000;

    // Rows are committed after they happened, so what a checkpoint from before the moment covers happened before it, too.
    private const string ReachedSql = "SELECT max(last_position) FROM audit_checkpoints WHERE at < ?1";

    public Task<AuditPage> List(long? sellerId, AuditQuery query)
    {
        var before = Before(query.Cursor);
        var filter = new AuditFilter(
            query.Kind, string.IsNullOrWhiteSpace(query.Actor) ? null : new ActorMatch(query.Actor),
            query.From is { } from ? StoredTime.Of(from) : long.MinValue, query.To is { } to ? StoredTime.Of(to) : long.MaxValue);
        return database.Read(connection => Read(connection, sellerId, query, filter, before));
    }

    // In one snapshot: no row may come between the two tables' ends.
    private static AuditPage Read(Connection connection, long? sellerId, AuditQuery query, AuditFilter filter, long before) =>
        connection.Snapshot(() =>
        {
            var end = filter.From == long.MinValue ? 0 : Reached(connection, filter.From);
            AuditSource[] sources =
            [
                new OrderAuditSource(AuditSql.Bind(connection.PrepareWalk(AuditSql.Orders(sellerId, query.Order)), before, sellerId, query.Order)),
                new SubjectAuditSource(AuditSql.Bind(connection.PrepareWalk(AuditSql.Subjects(sellerId, query.Order)), before, sellerId, query.Order)),
            ];
            try
            {
                return Merge(query.Kind is null ? [.. sources] : [sources[query.Kind == AuditSubjects.Order ? 0 : 1]], filter, query.Limit, end);
            }
            finally
            {
                foreach (var source in sources) source.End();
            }
        });

    private static AuditPage Merge(List<AuditSource> sources, AuditFilter filter, int limit, long end)
    {
        var items = ImmutableArray.CreateBuilder<AuditRow>();
        sources.RemoveAll(source => !source.Next());
        for (var scanned = 0; sources.MaxBy(source => source.Position) is { } source && source.Position > end; scanned++)
        {
            if (items.Count == limit || scanned == MostScanned) return new AuditPage(items.ToImmutable(), Cursor(source.Position + 1));
            if (source.Fits(filter)) items.Add(source.Read());
            if (!source.Next()) sources.Remove(source);
        }

        return new AuditPage(items.ToImmutable(), null);
    }

    private static long Reached(Connection connection, long at)
    {
        var find = connection.Prepare(ReachedSql).Bind(1, at);
        try
        {
            return find.Step() ? find.Int64(0) : 0;
        }
        finally
        {
            find.Reset();
        }
    }

    /// <exception cref="InvalidCursorException">It is not one that <see cref="Cursor"/> made.</exception>
    private static long Before(string? cursor) =>
        cursor is null ? long.MaxValue
        : cursor.StartsWith('p') && long.TryParse(cursor.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before
        : throw new InvalidCursorException("The cursor is not one that this list has given out.");

    private static string Cursor(long before) => string.Create(CultureInfo.InvariantCulture, $"p{before}");
}

using System.Collections.Immutable;

namespace Orders;

/// <summary>Counts what waited too long, and who dealt with it. Pure.</summary>
public static class EscalationCounting
{
    public static EscalationFigures Count(ImmutableArray<OrderHappening> happenings, DateTimeOffset since)
    {
        var (reminded, marked) = (0, 0);
        var waiting = new Dictionary<OrderId, DateTimeOffset>();
        var resolved = new List<(string By, TimeSpan After)>();
        foreach (var (order, e) in happenings)
        {
            if (e is OrderEscalated { Action: EscalationAction.Remind }) reminded++;
            else if (e is OrderEscalated { Action: EscalationAction.Overdue })
            {
                marked++;
                waiting[order] = e.At;
            }
            else if (e is OrderAdvanced or OrderCancelled && waiting.Remove(order, out var at))
            {
                resolved.Add((e.Actor.Name, e.At - at));
            }
        }

        return new EscalationFigures(since, reminded, marked, waiting.Count, Median(resolved), By(resolved));
    }

    private static TimeSpan? Median(List<(string By, TimeSpan After)> resolved) =>
        resolved.Count == 0 ? null : resolved.Select(r => r.After).Order().ElementAt(resolved.Count / 2);

    private static ImmutableArray<Resolver> By(List<(string By, TimeSpan After)> resolved) =>
        [.. resolved.CountBy(r => r.By).OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal).Select(r => new Resolver(r.Key, r.Value))];
}

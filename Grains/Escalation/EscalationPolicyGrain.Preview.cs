using System.Collections.Immutable;

namespace Orders;

/// <summary>The last 30 days: what a policy would have done, and what waited too long.</summary>
public sealed partial class EscalationPolicyGrain
{
    private const int MostPreviewed = 1_000;
    private const int MostHappenings = 20_000;
    private const int MostExamples = 5;
    private const int LoadsAtOnce = 16;
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);

    public async Task<PreviewResult> Preview(Actor caller, EscalationPolicy policy)
    {
        if (Refusal(caller, policy) is { } refusal) return refusal;
        var now = time.GetUtcNow();
        var calendar = new WorkingTime(policy);
        var taken = policy.Steps.Where(s => s.Enabled).Distinct().ToDictionary(s => s, _ => new List<string>());
        var query = new OrderQuery { From = now - Past, Limit = OrderLimits.PageSize };
        var orders = 0;
        while (true)
        {
            var page = await reader.List(new OrderScope(null, this.GetPrimaryKeyLong()), query);
            foreach (var some in page.Items.Chunk(LoadsAtOnce))
            {
                var stored = await Task.WhenAll(some.Select(item => store.Load(item.Row.Id)));
                foreach (var (item, order) in some.Zip(stored))
                {
                    if (order is null) continue;
                    var stays = PolicyPreviews.Stays(OrderState.Fold(item.Row.Id, order.Events.AsSpan())!, now);
                    foreach (var step in PolicyPreviews.Taken(stays, policy, calendar)) taken[step].Add(item.Listing.Number);
                }
            }

            orders += page.Items.Length;
            if (page.NextCursor is null || orders >= MostPreviewed) return Summed(orders, page.NextCursor is null, taken);
            query = query with { Cursor = page.NextCursor };
        }
    }

    public async Task<EscalationFigures?> Figures(Actor caller)
    {
        if (Refusal(caller, EscalationPolicy.Default) is not null) return null;
        var since = time.GetUtcNow() - Past;
        return EscalationCounting.Count(await due.Recent(this.GetPrimaryKeyLong(), since, MostHappenings), since);
    }

    private static PolicyPreview Summed(int orders, bool complete, Dictionary<EscalationStep, List<string>> taken) =>
        new(orders, complete, [.. taken.Select(t => new PreviewedStep(t.Key, t.Value.Count, [.. t.Value.Take(MostExamples)]))]);
}

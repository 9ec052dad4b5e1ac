using System.Globalization;

namespace Orders;

/// <summary>Tells a shop's people in one message of many orders that fell due at once.</summary>
public sealed partial class EscalationGrain
{
    /// <summary>Durable before the orders are told, so that no crash loses a digest.</summary>
    private async Task Promise(IEnumerable<long> sellers, DateTimeOffset now)
    {
        var any = false;
        foreach (var ofShop in sellers.GroupBy(id => id))
        {
            var before = state.State.Digests.GetValueOrDefault(ofShop.Key) ?? new PendingDigest(now, 0);
            state.State.Digests[ofShop.Key] = before with { Orders = before.Orders + ofShop.Count() };
            any = true;
        }

        if (any) await Write();
    }

    /// <summary>The order had nothing to tell of.</summary>
    private void Correct(long sellerId, bool inDigest)
    {
        if (!inDigest) _allowance.GiveBack(sellerId);
        else if (state.State.Digests.GetValueOrDefault(sellerId) is { } digest) state.State.Digests[sellerId] = digest with { Orders = digest.Orders - 1 };
    }

    private async Task SendDigests()
    {
        // One that is closed already is still to be told: of a shop with both, the new one waits for its turn.
        var toClose = state.State.Digests.Where(d => !state.State.Closed.ContainsKey(d.Key)).ToList();
        foreach (var (seller, digest) in toClose)
        {
            state.State.Digests.Remove(seller);
            if (digest.Orders > 0) state.State.Closed[seller] = digest;
        }

        if (toClose.Count > 0) await Write();
        foreach (var (seller, digest) in state.State.Closed.ToList())
        {
            try
            {
                await Send(seller, digest);
            }
            catch (Exception e)
            {
                LogDigestNotSent(e, seller); // one shop's must not hold up the others'
                continue;
            }

            state.State.Closed.Remove(seller);
            await Write();
        }
    }

    /// <summary>Completes when everybody's inbox has it. The same digest a second time tells nobody again.</summary>
    private async Task Send(long sellerId, PendingDigest digest)
    {
        var staff = await GrainFactory.GetGrain<IAccountsGrain>(0).StaffOf(sellerId);
        var key = string.Create(CultureInfo.InvariantCulture, $"digest:{sellerId}:{digest.Since.UtcTicks}");
        await Task.WhenAll(staff.Select(person => GrainFactory.GetGrain<INotificationsGrain>(person.Id).Tell(new Notice(
            person, NotificationEvent.OrderOverdue, key, digest.Since, $"{digest.Orders} more orders have waited too long",
            "They passed a limit of your shop's escalation policy at about the same time, so you are told of them together.",
            "/orders?sort=dueAt"))));
    }
}

using System.Globalization;

namespace Orders;

/// <summary>Tells a shop's people in one message of many orders that fell due at once.</summary>
public sealed partial class EscalationGrain
{
    /// <summary>Durable before the orders are told, so that no crash loses a digest.</summary>
    private async Task PromiseDigests(IEnumerable<long> sellers, DateTimeOffset now)
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

    private async Task SendDigests()
    {
        if (state.State.Digests.Count == 0) return;
        foreach (var (seller, digest) in state.State.Digests) await Send(seller, digest);
        state.State.Digests.Clear();
        await Write();
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

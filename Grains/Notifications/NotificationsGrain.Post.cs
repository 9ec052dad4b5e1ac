using System.Collections.Immutable;

namespace Orders;

/// <summary>Writes notices to the channels by which they go out, and wakes whoever takes them from there.</summary>
internal sealed class NoticePost(INotificationStore store, IFaultPoints faults, IGrainFactory grains)
{
    /// <param name="confirmation">Of the event that all of them tell of: written in the same transaction.</param>
    public async Task Write(ImmutableArray<NotificationEntry> entries, EventConfirmation? confirmation = null)
    {
        await store.Add(entries, confirmation);
        faults.Reach(FaultPoints.NotificationStored);
        if (entries.Any(entry => entry.MailAt <= entry.Now)) await grains.GetGrain<IMailGrain>(0).Wake();
        foreach (var entry in entries)
            foreach (var endpoint in entry.Webhooks) await grains.GetGrain<IWebhookSenderGrain>(endpoint).Wake();
    }
}

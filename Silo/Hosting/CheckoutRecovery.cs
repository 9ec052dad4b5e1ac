namespace Orders.Hosting;

/// <summary>
/// Checkouts that a crash has interrupted go on when the silo starts, rather than when their reminders are due next: somebody may
/// be waiting, and units are held for them. Which they are, the reminders tell; each is known by its grain.
/// </summary>
internal sealed class CheckoutRecovery(IReminderTable reminders, IGrainFactory grains) : IStartupTask
{
    public async Task Execute(CancellationToken cancellationToken)
    {
        var checkouts = GrainType.Create("checkout");
        foreach (var entry in (await reminders.ReadRows(0, 0)).Reminders)
            if (entry.GrainId.Type == checkouts) await grains.GetGrain<ICheckoutGrain>(entry.GrainId).Resume();
    }
}

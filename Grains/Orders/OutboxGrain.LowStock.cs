namespace Orders;

/// <summary>
/// Tells a shop's people that a stock has fallen to its mark: once for each fall, which stands in the stock's row until they have
/// been told. Told again after a crash in between, they hear it once all the same: the notice has the same key.
/// </summary>
public sealed partial class OutboxGrain
{
    private const int StocksPerSweep = 50;

    private async Task TellOfLowStock()
    {
        foreach (var low in await stocks.ToTell(StocksPerSweep))
        {
            try
            {
                foreach (var person in await GrainFactory.GetGrain<IAccountsGrain>(0).StaffOf(low.SellerId))
                    await GrainFactory.GetGrain<INotificationsGrain>(person.Id).Tell(LowStockNotice.For(person, low, time.GetUtcNow()));
                await stocks.Told(low.Sku, low.Sequence);
            }
            catch (Exception e)
            {
                LogNotTold(e, low.Sku, low.Sequence); // the others are told; this one's turn comes again with the next sweep
            }
        }
    }
}

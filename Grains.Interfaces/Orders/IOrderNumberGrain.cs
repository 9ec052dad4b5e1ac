namespace Orders;

/// <summary>Hands out a shop's order numbers; the key is the shop's id. Numbers grow and are never given twice; a crash may leave a gap.</summary>
[Alias("orders.IOrderNumberGrain")]
public interface IOrderNumberGrain : IGrainWithIntegerKey
{
    [Alias("Next")]
    Task<long> Next();
}

using Orleans.Concurrency;

namespace Orders;

/// <summary>Sends what waits for one webhook endpoint; the key is the endpoint's id.</summary>
[Alias("orders.IWebhookSenderGrain")]
public interface IWebhookSenderGrain : IGrainWithIntegerKey
{
    /// <summary>There is something to send, or the endpoint has changed. A hint: what waits is sent in any case.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();
}

using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Orders;

/// <summary>
/// Acts on one order's events; the key is the order's id. An event may come again, and events may come out of order: what is done
/// about one must be keyed so that a repeat does nothing. One that cannot be dealt with is left to the relay.
/// </summary>
public abstract class OrderConsumerGrain(OrderConsumer consumer, IOutboxStore outbox, IFaultPoints faults, ILogger logger)
    : Grain, IStreamSubscriptionObserver, IAsyncObserver<OrderEvent>
{
    protected OrderId Id => new(this.GetPrimaryKeyLong());

    protected IFaultPoints Faults => faults;

    protected ILogger Logger => logger;

    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<OrderEvent>().ResumeAsync(this);

    public async Task OnNextAsync(OrderEvent item, StreamSequenceToken? token = null)
    {
        try
        {
            if (!await Handle(item))
            {
                faults.Reach(FaultPoints.EventHandled);
                await outbox.Confirm(Id, item.Sequence, consumer);
            }

            faults.Reach(FaultPoints.EventConfirmed);
        }
        catch (Exception e)
        {
            ConsumerLog.NotHandled(logger, e, consumer, Id, item.Sequence);
            await outbox.Explain(Id, item.Sequence, consumer, e.Message);
        }
    }

    public Task OnCompletedAsync() => Task.CompletedTask;

    public Task OnErrorAsync(Exception ex)
    {
        ConsumerLog.DeliveryFailed(logger, ex, consumer, Id);
        return Task.CompletedTask;
    }

    /// <summary>Does what is to be done. When it returns, that is durable; when it throws, the event comes again.</summary>
    /// <returns>Whether it has confirmed the event in the transaction of what it did.</returns>
    protected abstract Task<bool> Handle(OrderEvent e);
}

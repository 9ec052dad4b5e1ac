namespace Orders.Commands;

/// <summary>Takes made-up orders through their lives. May be used from several threads.</summary>
public sealed class OrderGenerator(IGrainFactory grains, TimeProvider time, int seed, Acknowledgements? acknowledgements)
{
    private int _orders, _steps;

    /// <summary>Orders placed so far.</summary>
    public int Orders => _orders;

    /// <summary>Placings and steps that are durable.</summary>
    public int Steps => _steps;

    /// <summary>Places order <paramref name="number"/> and lets it live.</summary>
    public async Task Make(int number)
    {
        var random = new Random(HashCode.Combine(seed, number));
        var made = SyntheticOrder.Of(random, number);
        var order = await Place(made, number);
        var seller = new Actor(Role.Seller, made.SellerId, "Somebody of the shop", made.SellerId);
        foreach (var next in SyntheticLife.Of(random))
        {
            await Step(next == OrderStatus.Cancelled
                ? order.Cancel(new CancelOrder(seller, "Made to be cancelled"))
                : order.Advance(new AdvanceOrder(seller, next)
                {
                    Carrier = next == OrderStatus.Shipped ? Carriers.All[random.Next(Carriers.All.Length)].Name : null,
                    TrackingNumber = next == OrderStatus.Shipped ? $"TN{random.Next():D10}" : null,
                }));
        }
    }

    private async Task<IOrderGrain> Place(SyntheticOrder made, int number)
    {
        while (true)
        {
            var id = OrderId.New(time.GetUtcNow());
            var order = grains.GetGrain<IOrderGrain>(id.Value);
            if (!await Step(order.Place(made.ToCommand(id, $"generate-{number}")))) continue;
            Interlocked.Increment(ref _orders);
            return order;
        }
    }

    private async Task<bool> Step(Task<OrderResult> answer)
    {
        var (order, error) = await answer;
        if (error is OrderIdTaken) return false;
        if (order is null) throw new CommandException(ExitCodes.Failed, $"An order was refused: {OrderErrorText.Of(error!)}.");
        Interlocked.Increment(ref _steps);
        acknowledgements?.Add(order.Id, order.Version, order.Status);
        return true;
    }
}

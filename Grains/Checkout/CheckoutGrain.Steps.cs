using System.Globalization;

namespace Orders;

public sealed partial class CheckoutGrain
{
    private IOrderGrain Order => GrainFactory.GetGrain<IOrderGrain>(state.State.OrderId.Value);

    private IPaymentGrain Payment => GrainFactory.GetGrain<IPaymentGrain>(state.State.OrderId.Value);

    private async Task<OrderError?> Fix(CheckoutRequest asked, CheckoutRequest clean, string hash)
    {
        var products = await GrainFactory.GetGrain<ICatalogueGrain>(0).Find([.. clean.Lines.Select(l => l.Sku)]);
        var (priced, refusal) = CheckoutPricing.Price(asked.Lines, clean.Lines, products);
        if (refusal is not null) return refusal;

        var now = time.GetUtcNow();
        var id = OrderId.New(now);
        var details = CheckoutSteps.Fix(clean, priced!, id);
        if (OrderDetailsRules.Check(id, details).Error is { } invalid) return invalid;
        if (CheckoutSteps.SoldOut(clean.Lines, products) is { } soldOut) return soldOut;

        await Begin(new CheckoutState { RequestHash = hash, OrderId = id, Details = details, FixedAt = now, Buyer = clean.Buyer });
        faults.Reach(FaultPoints.CheckoutFixed);
        return null;
    }

    private async Task<OrderResult> TakeSteps()
    {
        if (await Reserve() is { } noStock) return noStock;
        if (await Charge() is { } noMoney) return noMoney;
        var details = state.State.Details!;
        var number = await GrainFactory.GetGrain<IOrderNumberGrain>(details.SellerId).Next();
        var numbered = details with { Number = number.ToString(CultureInfo.InvariantCulture) };
        this.GetPrimaryKeyLong(out var key);
        var result = await Order.Place(new PlaceOrder(state.State.Buyer!, key!, numbered) { Captured = CheckoutSteps.ToPay(details) });
        faults.Reach(FaultPoints.OrderPlaced);
        return result;
    }

    private async Task<OrderError?> Reserve()
    {
        var details = state.State.Details!;
        foreach (var line in CheckoutSteps.InReservingOrder(details))
        {
            var stock = GrainFactory.GetGrain<IStockGrain>(line.Sku);
            if (await stock.Reserve(state.State.OrderId, details.TrackingToken, line.Quantity) is { } refusal) return refusal;
        }

        return null;
    }

    private async Task<OrderError?> Charge()
    {
        var details = state.State.Details!;
        if (CheckoutSteps.ToPay(details) is not { } price) return null;
        var command = new ChargePayment(details.TrackingToken, price, details.PaymentMethod, details.SellerId, details.Buyer.Id);
        var refusal = await Payment.Charge(command); // asks twice where there is no answer, which takes half of the time that a call has
        if (refusal is PaymentUnavailable) LogNoAnswer(state.State.OrderId);
        return refusal;
    }

    /// <summary>The money first: it is what is missed most. Each of them does nothing a second time.</summary>
    private async Task GiveBack(OrderError? refusal)
    {
        var details = state.State.Details!;
        LogGivenBack(state.State.OrderId, refusal?.GetType().Name ?? "Expired");
        if (CheckoutSteps.MayBeCharged(refusal)) await Payment.Abandon(details.TrackingToken);
        foreach (var line in details.Lines)
            await GrainFactory.GetGrain<IStockGrain>(line.Sku).GiveBack(state.State.OrderId, details.TrackingToken);
    }

    /// <summary>The order as it was placed, if there is one for this buyer.</summary>
    private Task<OrderView?> PlacedOrder() => Order.Placed(new Actor(Role.Buyer, this.GetPrimaryKeyLong(out _), ""));
}

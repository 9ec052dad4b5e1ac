using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orders;

/// <summary>
/// Fixes the order (id, number, prices), then places it. A crash in between is mended by the next call with the same key: it
/// finds what was fixed and places that, which at the order's grain is a repeat if it was placed already.
/// </summary>
[CollectionAgeLimit("00:02:00")] // a key is used for a moment, and anybody can make up many
public sealed partial class CheckoutGrain(
    [PersistentState("state", "orders")] IPersistentState<CheckoutState> state, TimeProvider time, ILogger<CheckoutGrain> logger)
    : Grain, ICheckoutGrain
{
    private const int MaxIds = 5;
    private bool _running;

    public async Task<OrderResult> Place(CheckoutRequest request)
    {
        _running = true;
        try
        {
            return await Run(request);
        }
        finally
        {
            _running = false;
        }
    }

    public Task<bool> IsRunning() => Task.FromResult(_running);

    private async Task<OrderResult> Run(CheckoutRequest request)
    {
        var buyerId = this.GetPrimaryKeyLong(out var key);
        var (clean, invalid) = CheckoutRules.Check(buyerId, key!, request); // A compound key has both parts.
        if (invalid is not null) return invalid;

        var hash = CheckoutRules.Hash(clean!);
        if (state.State.Details is null)
        {
            if (await Fix(request, clean!, hash) is { } refusal) return refusal;
        }
        else if (state.State.RequestHash != hash)
        {
            return new KeyReused();
        }

        return await PlaceFixed(clean!.Buyer, key!);
    }

    private async Task<OrderError?> Fix(CheckoutRequest asked, CheckoutRequest clean, string hash)
    {
        var products = await GrainFactory.GetGrain<ICatalogueGrain>(0).Find([.. clean.Lines.Select(l => l.Sku)]);
        var (priced, refusal) = CheckoutPricing.Price(asked.Lines, clean.Lines, products);
        if (refusal is not null) return refusal;

        var id = OrderId.New(time.GetUtcNow());
        var number = await GrainFactory.GetGrain<IOrderNumberGrain>(priced!.SellerId).Next();
        var details = new OrderDetails
        {
            Number = number.ToString(CultureInfo.InvariantCulture),
            SellerId = priced.SellerId,
            SellerName = priced.SellerName,
            Buyer = new Buyer(clean.Buyer.Id, clean.Buyer.Name, clean.BuyerEmail),
            Lines = priced.Lines,
            ShippingFee = priced.ShippingFee,
            ShippingAddress = clean.ShippingAddress,
            PaymentMethod = clean.PaymentMethod,
            Note = clean.Note,
            TrackingToken = TrackingToken.New(id),
        };
        if (OrderDetailsRules.Check(id, details).Error is { } invalid) return invalid;

        await Remember(hash, id, details);
        return null;
    }

    private async Task<OrderResult> PlaceFixed(Actor buyer, string key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (id, details) = (state.State.OrderId, state.State.Details!);
            var result = await GrainFactory.GetGrain<IOrderGrain>(id.Value).Place(new PlaceOrder(buyer, key, details));
            if (result.Error is not OrderIdTaken || attempt == MaxIds) return result;

            var another = OrderId.New(id.PlacedAt);
            LogIdTaken(id, another);
            await Remember(state.State.RequestHash!, another, details with { TrackingToken = TrackingToken.New(another) });
        }
    }

    private async Task Remember(string hash, OrderId id, OrderDetails details)
    {
        state.State = new CheckoutState { RequestHash = hash, OrderId = id, Details = details };
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception e)
        {
            // Whether it was written is not known: the next call reads what is.
            LogNotRemembered(e, id);
            DeactivateOnIdle();
            throw;
        }
    }
}
